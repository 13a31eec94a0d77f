// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/program.hpp"

int main(int argc, char** argv) {
    return peerdesk::runtime::run_program(argc, argv);
}
