// SPDX-License-Identifier: MIT
#include "adapters/matrix/html.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace peerdesk::matrix {
namespace {

struct Row {
    const char* html;
    const char* expected;
};

constexpr Row sanitized[] = {
    {"<b>x</b>", "<b>x</b>"},
    {"plain &amp; simple", ""},
    {"<p>two</p><p>paragraphs</p>", ""},
    {"<STRONG onclick=\"alert(1)\">x</STRONG>", "<strong>x</strong>"},
    {"<script>alert(1)</script><i>y</i>", "<i>y</i>"},
    {"<b>a<script>evil", "<b>a</b>"},
    {"<b>unclosed <i>twice", "<b>unclosed <i>twice</i></b>"},
    {"<b><i>wrong</b> order</i>", "<b><i>wrong</i></b> order"},
    {"</b><em>x</em></p>", "<em>x</em>"},
    {"<font color=red>x</font><u>y</u>", "x<u>y</u>"},
    {"<u>1 < 2 & 3 > 2</u>", "<u>1 &lt; 2 &amp; 3 &gt; 2</u>"},
    {"<u>&lt;b&gt; &#60;i&#x3e; &eacute;&foo;&nope</u>",
     "<u>&lt;b&gt; &lt;i&gt; é&foo;&amp;nope</u>"},
    {"<a href=\"https://example.org/?a=1&amp;b=2\" target=_blank rel=x>l</a>",
     "<a href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\">l</a>"},
    {"<a href='javascript:alert(1)'>l</a><b>x</b>", "l<b>x</b>"},
    {"<a href='java&#115;cript&colon;x'>l</a><b>x</b>", "l<b>x</b>"},
    {"<a href=' JaVaScRiPt:x'>l</a><b>x</b>", "l<b>x</b>"},
    {"<a href='/relative'>l</a><b>x</b>", "l<b>x</b>"},
    {"<a href=MAILTO:a@b.c>l</a>", "<a href=\"MAILTO:a@b.c\">l</a>"},
    {"<a href=\"https://matrix.to/#/@ana:x.org\">Ana</a>: <b>hi</b>", "Ana: <b>hi</b>"},
    {"<a href=\"https://matrix.to/#/#room:x.org\">room</a>",
     "<a href=\"https://matrix.to/#/#room:x.org\">room</a>"},
    {"<img src=\"mxc://a/b\" alt=\"cat\" onerror=x width=1e3 height=20>",
     "<img src=\"mxc://a/b\" alt=\"cat\" height=\"20\">"},
    {"<b>x</b><img src=https://evil/a.png alt='a<b'>", "<b>x</b>a&lt;b"},
    {"<mx-reply><blockquote>old</blockquote></mx-reply><b>new</b>", "<b>new</b>"},
    {"<mx-reply><b>never closed</b>", "<b>never closed</b>"},
    {"<span data-mx-color=\"#ff00AA\" style=\"x\">c</span>",
     "<span data-mx-color=\"#ff00AA\">c</span>"},
    {"<span data-mx-color=red>c</span><b>x</b>", "c<b>x</b>"},
    {"<span data-mx-spoiler>c</span>", "<span data-mx-spoiler=\"\">c</span>"},
    {"<ol start=3><li>a<li>b</ol>", "<ol start=\"3\"><li>a</li><li>b</li></ol>"},
    {"<code class=\"x language-c++\">y</code>", "<code class=\"language-c++\">y</code>"},
    {"<p>a<ul><li>b</li></ul>", "<p>a</p><ul><li>b</li></ul>"},
    {"a<br/>b<hr>c", "a<br>b<hr>c"},
    {"<!-- <b>x</b> --><i>y</i><!doctype z>", "<i>y</i>"},
    {"<i>y</i><b never ends", "<i>y</i>&lt;b never ends"},
    {"<strike>x</strike>", "<s>x</s>"},
    {"<b>\xff\x01</b>", "<b>\xef\xbf\xbd</b>"},
};

TEST(SanitizeHtml, keeps_what_is_allowed_and_makes_text_of_the_rest) {
    for (const Row& row : sanitized)
        EXPECT_EQ(sanitize_html(row.html), row.expected) << row.html;
}

TEST(SanitizeHtml, nests_at_most_a_hundred_deep) {
    std::string deep;
    for (int i = 0; i < 150; ++i)
        deep += "<b>";
    deep += "x";
    const std::string clean = sanitize_html(deep);
    std::string expected;
    for (int i = 0; i < 100; ++i)
        expected += "<b>";
    expected += "x";
    for (int i = 0; i < 100; ++i)
        expected += "</b>";
    EXPECT_EQ(clean, expected);
}

constexpr Row plain[] = {
    {"<p>one</p><p>two &amp; more</p>", "one\ntwo & more"},
    {"a<br>b<br><br><br>c", "a\nb\n\nc"},
    {"<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n  1. c\n  2. d"},
    {"<ol start=\"3\"><li><p>a</p></li><li>b</li></ol>", "3. a\n4. b"},
    {"see <a href=\"https://example.org\">this</a>!", "see this (https://example.org)!"},
    {"<a href=\"https://example.org\">https://example.org</a>", "https://example.org"},
    {"<li><a href=\"https://example.org\">https://example.org</a>", "- https://example.org"},
    {"<a href=\"mailto:a@b.c\">a@b.c</a>", "a@b.c"},
    {"<a href=\"https://matrix.to/#/@ana:x.org\">Ana</a>: hi", "Ana: hi"},
    {"<blockquote><p>said</p></blockquote>answer", "> said\nanswer"},
    {"<pre><code>if x:\n    y\n</code></pre>done", "if x:\n    y\ndone"},
    {"a  \n  b <img src=x alt=\"cat\">", "a b cat"},
    {"<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"},
    {"<mx-reply>gone</mx-reply>kept<script>gone</script>", "kept"},
    {"", ""},
};

TEST(PlainText, reads_like_the_page) {
    for (const Row& row : plain)
        EXPECT_EQ(plain_text(row.html), row.expected) << row.html;
}

TEST(EscapeHtml, escapes_all_that_means_something) {
    EXPECT_EQ(escape_html("<a href=\"x\">&'\n"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;<br>");
}

/// Tags and broken pieces of them, in any order.
std::string random_html() {
    static const std::vector<std::string> pieces{"<b>",
                                                 "</b>",
                                                 "<p>",
                                                 "</p>",
                                                 "<div>",
                                                 "</div>",
                                                 "<ul>",
                                                 "</ul>",
                                                 "<li>",
                                                 "</li>",
                                                 "<a href=x:y>",
                                                 "<a href='https://x'>",
                                                 "</a>",
                                                 "<span>",
                                                 "<span data-mx-color='#123456'>",
                                                 "</span>",
                                                 "<td>",
                                                 "<tr>",
                                                 "<table>",
                                                 "</table>",
                                                 "<br>",
                                                 "<img src=mxc://a>",
                                                 "<img alt=\"&lt;b\">",
                                                 "<script>",
                                                 "</script>",
                                                 "<mx-reply>",
                                                 "</mx-reply>",
                                                 "<",
                                                 ">",
                                                 "\"",
                                                 "'",
                                                 "&",
                                                 "&lt;",
                                                 "&#60;",
                                                 "&zz;",
                                                 "&am",
                                                 "p;",
                                                 ";",
                                                 "<!--",
                                                 "-->",
                                                 "<!",
                                                 "/",
                                                 "=",
                                                 " onload=x ",
                                                 "<scr",
                                                 "ipt>",
                                                 "é",
                                                 "\xff",
                                                 "\n",
                                                 "x",
                                                 "<b onclick=x>",
                                                 "<code class='language-x y'>",
                                                 "<h1>",
                                                 "</h1>",
                                                 "<pre>",
                                                 "</pre>"};
    std::string html;
    for (const auto index : *rc::gen::container<std::vector<std::size_t>>(
             rc::gen::inRange<std::size_t>(0, pieces.size())))
        html += pieces[index];
    return html;
}

/// Whether every tag is closed in its order.
bool is_balanced(const std::string& html) {
    std::vector<std::string> open;
    for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::string tag = html.substr(at + 1, html.find('>', at) - at - 1);
        if (tag.starts_with('/')) {
            if (open.empty() || open.back() != tag.substr(1)) return false;
            open.pop_back();
        } else {
            const std::string name = tag.substr(0, tag.find(' '));
            if (name != "br" && name != "hr" && name != "img") open.push_back(name);
        }
    }
    return open.empty();
}

TEST(SanitizeHtml, is_balanced_harmless_and_the_same_again) {
    EXPECT_TRUE(rc::check([] {
        const std::string html = random_html();
        const std::string clean = sanitize_html(html);
        RC_ASSERT(sanitize_html(clean) == clean);
        RC_ASSERT(is_balanced(clean));
        RC_ASSERT(clean.find("<script") == std::string::npos);
        for (auto at = clean.find('<'); at != std::string::npos; at = clean.find('<', at + 1))
            RC_ASSERT(clean.substr(at, clean.find('>', at) - at).find(" on") == std::string::npos);
        (void)plain_text(html);
    }));
}

TEST(SanitizeHtml, takes_time_in_proportion_to_the_text) {
    // Each of these is quadratic for a reader that searches the same text again and again.
    for (const char* piece : {"<a ", "<b>", "<mx-reply>", "<!--", "<a x=\"", "&", "<span><p>",
                              "</b>", "<script", "<a href='https://x'>", "<!"}) {
        std::string html;
        while (html.size() < 200'000)
            html += piece;
        (void)sanitize_html(html);
        (void)plain_text(html);
    }
}

} // namespace
} // namespace peerdesk::matrix
