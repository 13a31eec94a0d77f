// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/from_html.hpp"

#include "adapters/matrix/html.hpp"
#include "adapters/telegram/text/to_html.hpp"
#include "adapters/telegram/text/utf16.hpp"
#include "tests/adapters/telegram/text/random_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::telegram {
namespace {

using enum EntityKind;

struct Row {
    const char* html;
    const char* text;
    std::vector<Entity> entities{};
};

Entity link(std::size_t offset, std::size_t length, const char* url) {
    return {.kind = text_link, .offset = offset, .length = length, .url = url};
}

TEST(FromHtml, marks_words_with_entities) {
    const std::vector<Row> rows{
        {"<b>b</b><strong>b</strong> <em>i</em><i>i</i>",
         "bb ii",
         {{bold, 0, 1}, {bold, 1, 1}, {italic, 3, 1}, {italic, 4, 1}}},
        {"<u>u</u><s>s</s><del>d</del>",
         "usd",
         {{underline, 0, 1}, {strikethrough, 1, 1}, {strikethrough, 2, 1}}},
        {"😀 <span data-mx-spoiler=\"\">end</span>", "😀 end", {{spoiler, 3, 3}}},
        {"<span data-mx-color=\"#112233\">red</span>", "red"},
        {"<b> a <i>b </i></b>c", "a b c", {{bold, 0, 3}, {italic, 2, 1}}},
        {"<b></b>x<i> </i>", "x"},
        {"<code>a &lt; b</code>", "a < b", {{code, 0, 5}}},
        {"x<pre><code class=\"language-c++\">if (x)\n    y();\n</code></pre>z",
         "x\nif (x)\n    y();\nz",
         {{.kind = pre, .offset = 2, .length = 15, .language = "c++"}}},
        {"<pre>  two\n\n  lines</pre>", "  two\n\n  lines", {{pre, 0, 14}}},
        {"<blockquote>said<br>so</blockquote>mine", "said\nso\nmine", {{blockquote, 0, 7}}},
        {"<blockquote>a<blockquote>b</blockquote></blockquote>", "a\nb", {{blockquote, 0, 3}}},
        {"<a href=\"https://x.org/?a=1&amp;b=2\">this</a>!",
         "this!",
         {link(0, 4, "https://x.org/?a=1&b=2")}},
        {"<a href=\"https://x.org\">https://x.org</a>", "https://x.org"},
        {"<a href=\"mailto:a@b.c\">a@b.c</a>", "a@b.c"},
        {"<a href=\"mailto:a@b.c\">Ana</a>, hi", "Ana (mailto:a@b.c), hi"},
        {"<a href=\"https://x.org\"></a>.", "https://x.org."},
        {"<a href=\"javascript:x\">no</a>", "no"},
        {"<b><a href=\"https://x.org\">l</a></b>",
         "l",
         {{bold, 0, 1}, link(0, 1, "https://x.org")}},
        {"<h1>Title</h1><p>one</p><p>two</p>", "Title\none\ntwo", {{bold, 0, 5}}},
        {"<ul><li>a</li><li>b<ol start=\"3\"><li>c</li><li>d</li></ol></li></ul>e",
         "- a\n- b\n  3. c\n  4. d\ne"},
        {"<ul>\n<li><p><b>a</b></p></li>\n</ul>", "- a", {{bold, 2, 1}}},
        {"<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "a | b\n1 | 2"},
        {"a<hr>b<img src=\"mxc://a/b\" alt=\"cat\">", "a\n———\nbcat"},
        {"<font>x</font> <sup>2</sup>", "x 2"},
        {"a  b\n  c <br>  d<br><br>e", "a  b c \n  d\n\ne"},
        {"&#39;&quot;&#x1f600;&nope;&amp", "'\"😀&nope;&amp"},
    };
    for (const Row& row : rows) {
        const FormattedText formatted = from_html(row.html, "plain");
        EXPECT_EQ(formatted.text, row.text) << row.html;
        EXPECT_EQ(formatted.entities, row.entities) << row.html;
    }
}

TEST(FromHtml, what_cannot_be_read_is_said_plainly) {
    std::string deep;
    for (int i = 0; i < 200; ++i)
        deep += "<b>";
    const std::vector<std::string> broken{"",
                                          "<b>never closed",
                                          "closed</b>",
                                          "<b><i>x</b></i>",
                                          "a < b",
                                          "<b onclick=x>y</b>",
                                          "<b x=\"y>z</b>",
                                          "<",
                                          "</>",
                                          "<b",
                                          "<!-- x -->",
                                          "<B>x</B>",
                                          deep,
                                          "<p></p>",
                                          "\xff",
                                          std::string(html_bytes_max + 1, 'x')};
    for (const std::string& html : broken)
        EXPECT_EQ(from_html(html, " plain\t* "), (FormattedText{"plain *", {}})) << html;
    EXPECT_EQ(from_html("", "\xff!").text, "\xef\xbf\xbd!");
}

/// Elements as messages have them, well formed, no link within a link.
std::string random_html(int depth, bool may_link = true) {
    static const std::vector<std::pair<std::string, std::string>> elements{
        {"<b>", "</b>"},
        {"<em>", "</em>"},
        {"<u>", "</u>"},
        {"<del>", "</del>"},
        {"<span data-mx-spoiler=\"\">", "</span>"},
        {"<code>", "</code>"},
        {"<pre><code class=\"language-x\">", "</code></pre>"},
        {"<pre>", "</pre>"},
        {"<blockquote>", "</blockquote>"},
        {"<a href=\"https://x.org\">", "</a>"},
        {"<a href=\"mailto:a@b.c\">", "</a>"},
        {"<p>", "</p>"},
        {"<ul><li>", "</li></ul>"},
        {"<ol><li>", "</li></ol>"},
        {"<h2>", "</h2>"},
        {"<td>", "</td>"},
        {"<div>", "</div>"}};
    static const std::vector<std::string> words{"a",    "😀",   " ", "  ",   "\n",
                                                "<br>", "&lt;", "é", "<hr>", " b"};
    std::string html;
    const auto count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) {
        if (depth == 0 || *rc::gen::inRange(0, 2) == 0) {
            html += words[*rc::gen::inRange<std::size_t>(0, words.size())];
            continue;
        }
        const auto& [open, close] = elements[*rc::gen::inRange<std::size_t>(0, elements.size())];
        const bool is_link = open.starts_with("<a ");
        if (is_link && !may_link) continue;
        html += open + random_html(depth - 1, may_link && !is_link) + close;
    }
    return html;
}

TEST(FromHtml, what_was_read_is_written_and_read_the_same) {
    EXPECT_TRUE(rc::check("there and back", [] {
        const std::string html = random_html(4);
        RC_LOG() << html;
        const FormattedText once = from_html(html, "plain");
        RC_ASSERT(fault_of(once) == "");
        RC_ASSERT(!once.text.empty());
        RC_ASSERT(trimmed(once) == once);
        const std::string written = to_html(once.text, once.entities);
        const FormattedText twice = from_html(written, once.text);
        RC_ASSERT(twice.text == once.text);
        RC_ASSERT(to_html(twice.text, twice.entities) == written);
    }));
}

std::size_t count_of(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

TEST(FromHtml, loses_no_words_of_what_the_other_network_lets_through) {
    EXPECT_TRUE(rc::check("sanitized", [] {
        const std::string html = matrix::sanitize_html(random_html(5) + "<b>é</b>" + random_text());
        RC_LOG() << html;
        const FormattedText formatted = from_html(html, "");
        RC_ASSERT(fault_of(formatted) == "");
        for (const char* word : {"é", "😀"})
            RC_ASSERT(count_of(formatted.text, word) == count_of(matrix::plain_text(html), word));
    }));
}

TEST(FromHtml, never_throws_whatever_comes) {
    EXPECT_TRUE(rc::check("any bytes", [](const std::string& bytes) {
        RC_ASSERT(fault_of(from_html("<b>" + bytes + "</b>", bytes)) == "");
    }));
}

} // namespace
} // namespace peerdesk::telegram
