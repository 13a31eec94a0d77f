// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/to_html.hpp"

#include "adapters/matrix/html.hpp"
#include "adapters/telegram/text/formatted_text.hpp"
#include "tests/adapters/telegram/text/random_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::telegram {
namespace {

using enum EntityKind;

struct Row {
    const char* text;
    std::vector<Entity> entities;
    const char* html;
};

TEST(ToHtml, writes_what_entities_say) {
    const std::vector<Row> rows{
        {"plain", {}, ""},
        {"@ana #tag /cmd", {{mention, 0, 4}, {hashtag, 5, 4}, {bot_command, 10, 4}}, ""},
        {"a bold word", {{bold, 2, 4}}, "a <strong>bold</strong> word"},
        {"😀 <&> \"x\"", {{italic, 3, 3}}, "😀 <em>&lt;&amp;&gt;</em> \"x\""},
        {"uds",
         {{underline, 0, 1}, {strikethrough, 1, 1}, {spoiler, 2, 1}},
         "<u>u</u><del>d</del><span data-mx-spoiler=\"\">s</span>"},
        {"abcd", {{bold, 0, 3}, {italic, 1, 3}}, "<strong>a<em>bc</em></strong><em>d</em>"},
        {"one\ntwo\n\nthree", {{bold, 0, 3}}, "<strong>one</strong><br>two<br><br>three"},
        {"said\nwords\nmine", {{blockquote, 0, 10}}, "<blockquote>said<br>words</blockquote>mine"},
        {"said\n\nmine", {{expandable_blockquote, 0, 4}}, "<blockquote>said</blockquote><br>mine"},
        {"see\nif x:\n  y\nend",
         {{.kind = pre, .offset = 4, .length = 9, .language = "python"}},
         "see<br><pre><code class=\"language-python\">if x:\n  y</code></pre>end"},
        {"a<b",
         {{.kind = pre, .offset = 0, .length = 3, .language = "\"><script>"}},
         "<pre><code>a&lt;b</code></pre>"},
        {"x y", {{code, 0, 1}, {bold, 0, 1}}, "<strong><code>x</code></strong> y"},
        {"link",
         {{.kind = text_link, .offset = 0, .length = 4, .url = "https://x.org/?a='1'&b=\"2"}},
         "<a href=\"https://x.org/?a=&#39;1&#39;&amp;b=&quot;2\">link</a>"},
        {"link",
         {{.kind = text_link, .offset = 0, .length = 4, .url = "https://ä.org/"}},
         "<a href=\"https://%C3%A4.org/\">link</a>"},
        {"link", {{.kind = text_link, .offset = 0, .length = 4, .url = "javascript:alert(1)"}}, ""},
        {"link", {{.kind = text_link, .offset = 0, .length = 4, .url = "https://x y"}}, ""},
        {"Ana", {{.kind = text_mention, .offset = 0, .length = 3, .user = 7}}, ""},
        {"new", {{unknown, 0, 3}, {custom_emoji, 0, 2}}, ""},
        {"😀", {{bold, 1, 1}}, ""},
        {"out of range", {{bold, 5, 100}}, ""},
    };
    for (const Row& row : rows)
        EXPECT_EQ(to_html(row.text, row.entities), row.html) << row.text;
}

TEST(ToHtml, is_safe_by_the_rules_of_the_other_network) {
    EXPECT_TRUE(rc::check("safe", [] {
        const FormattedText formatted = trimmed(with_random_entities(random_text()));
        const std::string html = to_html(formatted.text, formatted.entities);
        RC_ASSERT(html.empty() || matrix::sanitize_html(html) == html);
    }));
}

} // namespace
} // namespace peerdesk::telegram
