"""A text as PDF: for whoever may read it, with its hash; and whatever somebody typed stays words."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import builders

from secondstory.exporters.pdf import press, write
from secondstory.exporters.pdf.nodes import MOST_CELLS, blocks, said
from secondstory.people.refusals import Refusal

pytestmark = pytest.mark.requirement("R-003-39")


def of(publication):
    return f"/retrospectives/{publication.retrospective_id}/export.pdf"


def told(publication, monkeypatch):
    """What the typesetter is handed."""
    handed = []
    monkeypatch.setattr(write, "_pressed", lambda asked: handed.append(asked.decode()) or b"%PDF-")
    return handed


def test_whoever_reads_the_text_takes_it_along(cast, as_cy):
    text = builders.publication(
        cast.ana, texts={"summary": "The copy grew *old*.", "analysis": "| a | b |\n|---|---|\n| 1 | 2 |"}
    )
    answer = as_cy.get(of(text))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith('.pdf"')
    assert answer.content.startswith(b"%PDF-")
    assert b"/FontFile" in answer.content
    assert b"Newsreader" in answer.content


def test_it_is_linked_from_the_text(cast, as_cy):
    text = builders.publication(cast.ana)
    assert of(text) in as_cy.get(f"/library/{text.slug}/").content.decode()


def test_it_says_who_may_read_it_since_when_it_is_final_and_its_hash(cast, as_cy, monkeypatch):
    text = builders.publication(cast.ana)
    handed = told(text, monkeypatch)
    as_cy.get(of(text))
    assert text.edition.sha256 in handed[0]
    assert "For the organization. Final since" in handed[0]


def test_whoever_may_not_read_it_learns_nothing(cast, as_cy, stranger):
    text = builders.publication(cast.ana, audience="team", team=cast.storage)
    assert as_cy.get(of(text)).status_code == 404
    assert stranger.get(of(text)).status_code == 302


def test_everybody_reads_what_is_public(cast, stranger):
    assert stranger.get(of(builders.publication(cast.ana, audience="public"))).status_code == 200


HOSTILE = (
    '#import "@preview/cetz:0.2.0": canvas',
    '#read("/etc/passwd") #eval("1") $x$ @label <label> \\ `#raw` ~ // no /* no */',
    "![](https://elsewhere.example/x.png) ![a](file:///etc/passwd) [x](javascript:alert(1))",
    "> " * 200 + "deep",
    "- " * 40 + "deep",
    "|" * 3000 + "\n" + "|-" * 3000 + "|",
    "| a |\n|---|\n" + "| x |\n" * 20_000,
    "```\nnobody closes this",
    "<script>alert(1)</script> <img src=x>",
    "A\u202eB \u0000 \ufeff שלום 你好 🐟 e\u0301",
    "[" * 12_000,
    "x" * 60_000,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_stays_words(words):
    """Set by the real typesetter, within its limits."""
    document = {
        "title": words[:200].replace("\0", ""),
        "kicker": "k",
        "readers": "r",
        "foot": "f",
        "at": 0,
        "blocks": blocks(words),
    }
    assert pressed(document).startswith(b"%PDF-")


def pressed(document):
    import json

    return write._pressed(json.dumps(document).encode())


def test_no_picture_from_elsewhere_is_in_it_but_its_address():
    assert blocks("![the graph](https://elsewhere.example/x.png)") == [
        {"t": "p", "c": [{"t": "a", "url": "https://elsewhere.example/x.png", "c": [{"t": "s", "text": "the graph"}]}]}
    ]
    assert blocks("![x](data:image/png;base64,AAAA)")[0]["c"][0]["t"] == "plain"
    assert blocks("![x](file:///etc/passwd)")[0]["c"][0]["t"] == "s"


def test_a_table_that_nobody_reads_stands_as_lines():
    (node,) = blocks("| a |\n|---|\n" + "| x |\n" * MOST_CELLS)
    assert node["t"] == "code"
    assert node["text"].startswith("a\nx\nx")


def test_what_one_left_open_ends_with_its_section(cast, as_cy, monkeypatch):
    text = builders.publication(cast.ana, texts={"summary": "```\nleft open", "analysis": "Still **bold**."})
    handed = told(text, monkeypatch)
    as_cy.get(of(text))
    assert '{"t": "b", "c": [{"t": "s", "text": "bold"}]}' in handed[0]


@given(st.text(max_size=400))
@settings(max_examples=60)
def test_no_word_is_lost(words):
    """Letters and digits come out in the order in which they were typed, whatever marks stood around them."""
    plain = "".join(ch for ch in words if ch.isalnum() and ch.isascii())
    markless = "".join(ch if ch.isalnum() and ch.isascii() else " " for ch in words)
    found = "".join(_words(blocks(markless)))
    assert "".join(found.split()) == plain


def _words(nodes):
    for node in nodes:
        if "text" in node:
            yield node["text"]
        elif node["t"] in ("list", "numbers"):
            for item in node["c"]:
                yield from _words(item)
        elif "c" in node:
            yield from _words(node["c"])


def test_its_process_imports_nothing_and_reads_no_file_but_its_own():
    page = (press.HERE / "page.typ").read_text()
    assert not re.search(r"#import|#include|\bread\(|\beval\(|\bplugin\(|\bimage\(", page)
    assert re.findall(r"json\(([^)]*)\)", page) == ["bytes(sys.inputs.told"]


def test_what_is_far_too_long_is_refused_with_another_way():
    with pytest.raises(Refusal, match="Markdown"):
        write._pressed(b"x" * (write.MOST + 1))


def test_a_typesetter_that_stumbles_says_so_in_a_sentence():
    with pytest.raises(Refusal, match="could not be set"):
        write._pressed(b"not json")


def test_of_many_who_ask_at_once_some_are_asked_to_come_again(cast, as_cy, monkeypatch):
    text = builders.publication(cast.ana, "The copy that grew old")
    monkeypatch.setattr(write, "PATIENCE", 0.01)
    monkeypatch.setattr(write, "_set", lambda asked: b"%PDF-")
    with contextlib.ExitStack() as held:
        for _ in range(write.AT_ONCE):
            held.enter_context(write._presses)
        refused = as_cy.get(of(text))
        assert refused.status_code == 503
        assert "Markdown" in refused.text
    assert as_cy.get(of(text)).status_code == 200


def test_said_gives_the_words_alone():
    assert said(blocks("a *b* `c` [d](https://e.example)")[0]["c"]) == "a b c d"


def test_it_is_exported_from_the_terminal(cast, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from secondstory.cli.entry import main

    text = builders.publication(cast.ana)
    done = CliRunner().invoke(
        main,
        ["export", str(text.retrospective_id), "--format", "pdf", "--out", str(tmp_path), "--as", "ana@example.org"],
    )
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o077 == 0
