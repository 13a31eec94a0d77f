// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/rich_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/file_reader.hpp"

#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr int depth_max = 32; ///< of blocks and texts within each other
constexpr std::size_t items_max = 1'000;
constexpr std::size_t attachments_max = 100;

class RichReader {
  public:
    explicit RichReader(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    void read_blocks(JsonView blocks, int depth) {
        if (depth > depth_max) return;
        for (const JsonView block : blocks.items(items_max))
            read_block(block, depth);
    }

    RichContent take() {
        while (content_.text.ends_with('\n'))
            content_.text.pop_back();
        return std::move(content_);
    }

  private:
    /// Whatever its type is called: texts stand in the same fields in all of them.
    void read_block(JsonView block, int depth) {
        read_media(block);
        read_line(block["summary"], depth);
        read_line(block["text"], depth);
        if (block["expression"].is_text()) {
            add(block["expression"].text());
            end_line();
        }
        for (const JsonView item : block["items"].items(items_max)) {
            add(item["label"].text());
            if (item["label"].is_text()) add(" ");
            read_blocks(item["blocks"], depth + 1);
        }
        read_cells(block["cells"], depth);
        read_blocks(block["blocks"], depth + 1);
        const JsonView caption = block["caption"];
        read_line(caption["text"].exists() && !caption["type"].exists() ? caption["text"] : caption,
                  depth);
        read_line(caption["credit"], depth);
        read_line(block["credit"], depth);
    }

    void read_media(JsonView block) {
        for (const char* field : {"photo", "video", "animation", "audio", "voice_note"}) {
            if (content_.attachments.size() == attachments_max) return;
            if (auto file = read_file(field, block))
                content_.attachments.push_back(std::move(*file));
        }
    }

    void read_cells(JsonView rows, int depth) {
        for (const JsonView row : rows.items(items_max)) {
            for (const JsonView cell : row.items(items_max)) {
                if (!content_.text.empty() && !content_.text.ends_with('\n')) add(" | ");
                read_text(cell["text"], depth);
            }
            end_line();
        }
    }

    void read_line(JsonView text, int depth) {
        const std::size_t before = content_.text.size();
        read_text(text, depth);
        if (content_.text.size() > before) end_line();
    }

    /// A plain text, a list of texts, or a text with some form.
    void read_text(JsonView text, int depth) {
        if (depth > depth_max) return;
        add(text.text());
        for (const JsonView part : text.items(items_max))
            read_text(part, depth + 1);
        if (!text.is_object()) return;
        read_text(text["text"], depth + 1);
        add(text["alternative_text"].text());
        add(text["expression"].text());
    }

    void add(std::string_view words) {
        const std::string_view kept = cut_text(words, bytes_max_ - content_.text.size());
        content_.text += kept;
        content_.was_cut = content_.was_cut || kept.size() < words.size();
    }

    void end_line() {
        if (!content_.text.empty() && !content_.text.ends_with('\n')) add("\n");
    }

    std::size_t bytes_max_;
    RichContent content_;
};

} // namespace

RichContent read_rich(JsonView rich_message, std::size_t bytes_max) {
    RichReader reader{bytes_max};
    reader.read_blocks(rich_message["blocks"], 0);
    return reader.take();
}

} // namespace peerdesk::telegram
