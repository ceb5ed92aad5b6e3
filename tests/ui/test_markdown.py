"""Markdown that people write comes out as HTML a page can trust."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.ui.markdown import clean, render, render_inline

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](  JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "[a](vbscript:x)",
    "<a href='x' onclick='alert(1)'>b</a>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<style>*{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<form action='https://example.org'><input>",
    "<math><mtext></p><style><img src onerror=alert(1)>",
    '[a](https://example.org "onmouseover=alert(1) x")',
    '![x" onerror="alert(1)](https://example.org/p.png)',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<https://example.org/'onclick='alert(1)>",
]
ACTIVE = (
    "<script",
    "<img",
    "<svg",
    "<iframe",
    "<style",
    "<form",
    "<input",
    "<math",
    'href="javascript',
    'href="data',
    'href="vbs',
)


@pytest.mark.parametrize("rendered", [render, render_inline])
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_active_comes_out(text: str, rendered: Callable[[str], str]) -> None:
    html = rendered(text)
    assert not [part for part in ACTIVE if part in html.lower()]
    for tag in html.lower().split("<")[1:]:
        names = tag.split(">")[0].split('"')[0::2]
        assert not [name for name in names if " on" in name or "style=" in name]


@pytest.mark.parametrize("text", HOSTILE)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(render(text)) == render(text)


@given(st.text(alphabet=st.sampled_from("<>[]()!&\"'/=:;`*_#|-\n\\ aojsx1\x00\u202e\ud800"), max_size=60))
def test_cleaning_again_changes_nothing_whatever_was_typed(text: str) -> None:
    assert clean(render(text)) == render(text)


def test_an_unclosed_tag_closes_with_its_text() -> None:
    assert render("<b>bold\n\nnext").startswith("<p>&lt;b&gt;bold</p>")
    assert render("**bold") == "<p>**bold</p>\n"


def test_links_leave_no_trace_and_pass_no_rank() -> None:
    assert (
        render("[log](https://example.org)") == '<p><a href="https://example.org" rel="nofollow noopener">log</a></p>\n'
    )


def test_a_picture_becomes_a_link_so_that_nobody_elsewhere_learns_who_reads() -> None:
    html = render("![graph](https://example.org/g.png)")
    assert "<img" not in html
    assert '<a href="https://example.org/g.png" rel="nofollow noopener">graph</a>' in html


def test_headings_go_below_those_of_the_page() -> None:
    assert render("# a\n## b\n###### c") == "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n"
    assert render("# a", top=2) == "<h2>a</h2>\n"
    assert render("a\n===\n") == "<h3>a</h3>\n"


def test_tables_lists_code_and_struck_words_stay() -> None:
    html = render("|a|b|\n|-|-|\n|1|~~2~~|\n\n3. x\n\n`y`\n\n```\nz < 1\n```\n")
    for part in ("<table>", "<td>1</td>", "<s>2</s>", '<ol start="3">', "<code>y</code>", "z &lt; 1"):
        assert part in html


def test_a_line_keeps_its_marks_and_grows_no_paragraph() -> None:
    assert render_inline("It shows `poll`, *nothing* else & waits") == (
        "It shows <code>poll</code>, <em>nothing</em> else &amp; waits"
    )


@given(st.text())
def test_a_line_without_marks_is_the_same_either_way(text: str) -> None:
    assert "<p" not in render_inline(text)


@pytest.mark.parametrize("depth", [2, 5, 9, 10, 12, 40])
@pytest.mark.parametrize(
    "nested",
    [
        lambda depth: "\n".join(f"{'  ' * level}- word{level}." for level in range(depth)),
        lambda depth: "\n".join(f"{'   ' * level}1. word{level}." for level in range(depth)),
        lambda depth: "\n\n".join(f"{'>' * (level + 1)} word{level}." for level in range(depth)),
        lambda depth: "- " * depth + " ".join(f"word{level}." for level in range(depth)),
    ],
    ids=["items", "numbers", "quotes", "one line"],
)
def test_no_words_are_left_out_however_deep_they_stand(nested: Callable[[int], str], depth: int) -> None:
    html = render(nested(depth))
    assert [level for level in range(depth) if f"word{level}." not in html] == []


def test_a_list_as_deep_as_people_write_them_is_a_list() -> None:
    assert render("\n".join(f"{'  ' * level}- a" for level in range(8))).count("<ul>") == 8


def test_what_nests_too_deep_is_shown_as_it_was_typed() -> None:
    html = render("> " * 30 + "a <b>\n\n**after**")
    assert html.startswith("<pre>&gt; &gt; ")
    assert "a &lt;b&gt;\n\n**after**</pre>" in html


HARD = {
    "pictures": lambda n: "![" * n,
    "brackets": lambda n: "[" * n,
    "links cut off": lambda n: "[a](" * n,
    "pictures cut off": lambda n: "![a](" * n,
    "links in links": lambda n: "[" * n + "a" + "](b)" * n,
    "pictures in pictures": lambda n: "![" * n + "a" + "](b)" * n,
    "references": lambda n: "[a][" * n,
    "definitions": lambda n: "[a]: (" * n,
    "names over lines": lambda n: "[a\n" * n,
    "titles": lambda n: '[a](b "' * n,
    "quotes": lambda n: ">" * n + "a",
    "quotes that go on": lambda n: ">" * 30 + "a\n" + "b\n" * n,
    "items": lambda n: "- " * n + "a",
    "items that go on": lambda n: "- " * 9 + "a\n" + "b\n" * n,
    "backticks": lambda n: "`a" * n,
    "backticks of every length": lambda n: " ".join("`" * length for length in range(1, int((2 * n) ** 0.5))),
    "stars": lambda n: "*a " * n,
    "stars and lines": lambda n: "*_" * n + "a" + "_*" * n,
    "stars of two kinds": lambda n: "*a **a " * n,
    "waves": lambda n: "~~a " * n,
    "a wide table": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|a" * n,
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|a\n" * n,
    "tags": lambda n: "<!--" * n,
    "addresses": lambda n: "<http://a" * n,
    "ampersands": lambda n: "&a" * n,
    "backslashes": lambda n: "\\" * n,
    "fences": lambda n: "```\n" * n,
    "lines": lambda n: "a\n" * n + "===",
    "all of them": lambda n: "*[`_~~!" * n,
}


def _calls(text: str) -> int:
    """How many functions it takes to render: a measure of work that no busy machine changes."""
    count = 0

    def heard(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        render(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("hard", HARD.values(), ids=HARD)
def test_twice_as_much_takes_at_most_twice_as_long(hard: Callable[[int], str]) -> None:
    once, twice = _calls(hard(500)), _calls(hard(1000))
    assert twice <= 2.1 * once + 100
    assert twice <= 300 * len(hard(1000)) + 1000


@pytest.mark.parametrize(
    "text", ["![" * 20_000, "[a](" * 20_000, ">" * 20 + "a\n" + "b\n" * 30_000], ids=["pictures", "links", "quotes"]
)
def test_what_nobody_writes_is_shown_as_it_was_typed_at_once(text: str) -> None:
    assert render(text).startswith("<pre>")
    assert _calls(text) < 2000
