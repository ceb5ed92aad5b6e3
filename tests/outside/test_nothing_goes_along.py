"""Whatever was redacted is in nothing that somebody outside can read: a property over any words, marks and places."""

from __future__ import annotations

import json
import string

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast
from tests.outside.conftest import looked_at

from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.redact import redact, take_all
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.making import Choices, for_outside, texts_of
from secondstory.outside.models import OutsideText
from secondstory.outside.words import instead_of, is_met, pattern
from secondstory.people.records import uuid7
from secondstory.search.index import rebuild
from secondstory.ui.markdown import render
from secondstory.writeup import blocks
from secondstory.writeup.document import Document, Section, Source

pytestmark = pytest.mark.requirement("R-002-53", "R-002-77")

WORD = st.text("qzxjäß'", min_size=3, max_size=8).map(str.strip).filter(lambda word: word.strip("'"))
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
AROUND = st.text(string.ascii_letters + " \n.,*_`~&;#<>[]()-/%\\⟦⟧0123456789", max_size=30)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A phrase, and a text in which it stands as people and programs write it."""
    phrase = draw(PHRASE)
    shapes = [
        lambda text: text,
        str.upper,
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "  "),
        lambda text: f"**{text}**",
        lambda text: f"{text[:2]}\\{text[2:]}" if not text[2:3].isalnum() else text,
        lambda text: f"{text[:1]}*{text[1:]}*",
        lambda text: f"{text[:2]}\u200b{text[2:]}",
        lambda text: f"[{text}](https://example.org/{text.replace(' ', '%20')})",
        lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    ]
    said = draw(st.sampled_from(shapes))(phrase)
    return phrase, f"{draw(AROUND)} {said} {draw(AROUND)}"


@given(st.lists(disguised(), min_size=1, max_size=4))
def test_no_reader_finds_a_phrase_that_was_redacted(told) -> None:
    phrases = [phrase for phrase, _ in told]
    made = instead_of(dict.fromkeys(phrases, "[left out]"))("\n\n".join(text for _, text in told))
    met = pattern(phrases)
    assert not is_met(met, made)


@given(disguised())
def test_nor_in_the_page_that_is_made_of_it(told) -> None:
    phrase, text = told
    made = instead_of({phrase: "[left out]"})(text)
    assert not is_met(pattern([phrase]), strip_tags(render(made)))


@given(st.lists(disguised(), min_size=1, max_size=8))
def test_no_string_of_a_document_keeps_one(told) -> None:
    texts = [text for _, text in told]
    phrases = [phrase for phrase, _ in told]
    (first, *_) = texts
    document = Document(
        uuid7(),
        title=first,
        incident=first,
        kind="Incident",
        zone="UTC",
        learning_focus=first,
        team=first,
        process=first,
        people=tuple(texts),
        sections=(
            Section("", "section-1", first, "\n\n".join(texts), (blocks.Losses((blocks.Loss(1, first),)),)),
            Section(
                "also_held",
                "also-held",
                "Also held",
                "",
                (blocks.KeptWordings((blocks.KeptWording(first, first, first, first, first),)),),
            ),
        ),
        sources=tuple(Source(number, "log", text, text, text) for number, text in enumerate(texts)),
    )
    made = for_outside(document, Choices(dict.fromkeys(phrases, "[left out]")), id=uuid7())
    met = pattern(phrases)
    assert not [text for _, text in texts_of(made) if is_met(met, text)]
    assert str(document.study) not in str(made)


@given(st.text("ab c.", min_size=1, max_size=12).filter(str.strip), AROUND)
def test_a_text_without_the_words_stays_as_it_was(phrase, text) -> None:
    if not is_met(pattern([phrase]), text):
        assert instead_of({phrase: "—"})(text) == text


def test_a_word_within_another_stays() -> None:
    told = instead_of({"Ana": "a colleague"})
    assert told("Banana, Ana’s, ana_b, and Anaconda") == "Banana, a colleague’s, a colleague_b, and Anaconda"


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.text("bcdfghjk", min_size=6, max_size=9), min_size=2, max_size=3, unique=True))
def test_nothing_outside_gives_away_a_byte(cast: Cast, secrets) -> None:
    """Every address that somebody outside reads, with the words in the title, the text, a source and the focus."""
    said = " and ".join(f"zq{secret}" for secret in secrets)
    study = builders.study(cast.ana, f"How did {said} stop?", learning_focus=said, work_open_to="organization")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, role_label=f"keeper of {said}")
    builders.entry(study, f"{said} stops")
    builders.write_up(study, summary=f"**{said}** stopped.", analysis=said)
    builders.recommendation(study, f"Look after {said}")
    builders.edition(study)
    version = begin_version(study, by=cast.ana)
    take_all(version, by=cast.ana)
    for secret in secrets:
        redact(version, f"zq{secret}", by=cast.ana)
    text = send_out(looked_at(version, cast.bo), by=cast.ana)
    rebuild()
    at = f"/outside/{text.slug}/"
    pages = [
        "/",
        "/library/",
        "/outside/",
        "/outside/feed.atom",
        at,
        f"{at}text.json",
        f"{at}export.md",
        f"{at}export.html",
    ]
    outside = Client()
    for page in (f"/library/?q=zq{secrets[0]}", f"/search/?q=zq{secrets[0]}"):
        found = outside.get(page).content.decode()
        assert text.slug not in found
        assert "<mark>" not in found
    for page in [*pages, "/library/feed.atom"]:
        answer = outside.get(page)
        told = answer.content.decode() + str(answer.headers)
        for secret in secrets:
            assert f"zq{secret}" not in told, page
        assert str(study.pk) not in told, page
        assert study.edition.sha256 not in told, page
    assert json.loads(bytes(OutsideText.objects.get(pk=text.pk).canonical))["document"]["title"]
