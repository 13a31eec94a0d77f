// SPDX-License-Identifier: MIT
// A desk on a real file and people who ask it, for the benchmarks.
#pragma once

#include "bot/runtime/core.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::bench {

class DeskLoad {
  public:
    /// In a fresh file in the folder the program was started from.
    explicit DeskLoad(const std::string& name);
    ~DeskLoad();
    DeskLoad(const DeskLoad&) = delete;
    DeskLoad& operator=(const DeskLoad&) = delete;

    /// So many questions in one transaction, then everything that follows from them.
    void ask(std::size_t count);
    /// One question and the reports that wait, in one transaction.
    void ask_with_reports();
    /// Delivers and reports until nothing is owed.
    void settle();
    [[nodiscard]] std::size_t asked() const { return asked_; }
    [[nodiscard]] bool count_is_right();
    /// Ends the desk cleanly and leaves the file.
    std::filesystem::path close();

  private:
    [[nodiscard]] chat::Batch questions(std::size_t count);
    void apply(std::vector<chat::Batch> batches);

    std::filesystem::path file_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<runtime::Core> core_;
    std::vector<chat::Event> reports_;
    std::size_t asked_ = 0;
    std::size_t events_ = 0;
    chat::Time now_;
};

/// A file with so many open tickets, made once.
[[nodiscard]] std::filesystem::path file_with_tickets(std::size_t count);
/// As after years: no ticket of the file is open, and nothing is due.
void close_all_tickets(const std::filesystem::path& file);
/// From nothing to a desk that takes messages: locales, database, core, link up.
void start_from(const std::filesystem::path& file);
/// How long the disk takes for one durable write: no commit can be faster.
void print_disk();
/// Starts over the file and prints resident and proportional set size.
void print_memory(const std::filesystem::path& file);

} // namespace peerdesk::bench
