// SPDX-License-Identifier: MIT
#include "tests/simulation/phrases.hpp"

#include <map>

namespace peerdesk::simulation {

namespace {

using Texts = std::vector<std::string>;

const std::map<std::string, Texts>& questions() {
    static const std::map<std::string, Texts> texts{
        {"en", {"How do I add a photo?", "show me how to upload a file please", "my page is gone"}},
        {"es", {"¿Cómo puedo subir una foto?", "no encuentro mi página de usuario"}},
        {"fr", {"Comment ajouter une image à la page ?", "je ne trouve plus mon article"}},
        {"ar", {"كيف أضيف صورة إلى الصفحة؟", "لا أجد مقالتي"}},
        {"ru", {"Как добавить фотографию на страницу?", "моя статья пропала"}},
        {"pt-br", {"Como eu envio uma foto para a página?", "não acho o meu artigo"}},
        {"hi", {"मैं पेज पर फोटो कैसे जोड़ूँ?", "मेरा लेख नहीं मिल रहा"}},
    };
    return texts;
}

std::string number(std::int64_t ticket) {
    return std::to_string(ticket);
}

const std::string& name_of_somebody(Dice& dice, const World& world, bool is_staff) {
    for (;;) {
        const Human& human = dice.pick(world.humans);
        if (human.is_staff() == is_staff) return human.name;
    }
}

} // namespace

std::string question_text(Dice& dice, const Human& human, const std::string& marker) {
    return dice.pick(questions().at(human.language)) + " " + marker;
}

std::string newcomer_command(Dice& dice, const World& world, std::int64_t ticket) {
    static const Texts plain{"status",
                             "status",
                             "hi",
                             "thanks",
                             "ok",
                             "yes",
                             "no",
                             "2",
                             "solved",
                             "solved",
                             "learned photo upload",
                             "learned Photo Upload",
                             "learned reading a diff",
                             "help",
                             "help claim",
                             "about",
                             "language es",
                             "language xx",
                             "language",
                             "my data",
                             "my data",
                             "statsu",
                             "claim 1",
                             "summary",
                             "desk help",
                             "desk garden",
                             "resume AAAA-BBBB",
                             "no",
                             "yes"};
    switch (dice.below(12)) {
    case 0:
        return "status " + number(ticket);
    case 1:
        return "reopen " + number(ticket);
    case 2:
        return "solved " + number(ticket);
    case 3:
        return "thanks @" + name_of_somebody(dice, world, true) + " for the help";
    case 4:
        return "close";
    default:
        return dice.pick(plain);
    }
}

std::string responder_command(Dice& dice, const World& world, std::int64_t ticket) {
    static const Texts plain{"next",
                             "next",
                             "list",
                             "list mine",
                             "list all",
                             "pause",
                             "back",
                             "back",
                             "limit 2",
                             "limit 9",
                             "languages es, fr",
                             "languages en",
                             "available mon-fri 18-21 Africa/Lagos",
                             "available",
                             "pause until 2026-12-24",
                             "status",
                             "help",
                             "hi",
                             "1",
                             "3",
                             "clami 1",
                             "reply",
                             "reply 1"};
    static const Texts outcomes{"",          " answered", " taught photo upload",
                                " referred", " no-reply", " spam"};
    switch (dice.below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        return "claim " + number(ticket);
    case 5:
    case 6:
        return "release " + number(ticket);
    case 7:
        return "assign " + number(ticket) + " @" + name_of_somebody(dice, world, true);
    case 8:
    case 9:
        return "close " + number(ticket) + dice.pick(outcomes);
    case 10:
        return "reopen " + number(ticket);
    case 11:
        return "show " + number(ticket);
    default:
        return dice.pick(plain);
    }
}

std::string coordinator_command(Dice& dice, const World& world) {
    switch (dice.below(9)) {
    case 0:
        return "summary";
    case 1:
        return "summary last";
    case 2:
        return "indicators";
    case 3:
        return "responder list";
    case 4:
        return "responder remove @" + name_of_somebody(dice, world, true);
    case 5:
    case 6:
        return "responder add @" + name_of_somebody(dice, world, true);
    case 7:
        return "block @" + name_of_somebody(dice, world, false) + " 1d shouting";
    default:
        return "unblock @" + name_of_somebody(dice, world, false);
    }
}

} // namespace peerdesk::simulation
