"""Invariant 4: no field, choice, tag, template, event or export says root, cause, culprit or human error.

An incident has many conditions that all had to be there (C12); what looks like the end of a chain is where
somebody stopped asking. So the product has no place to write one down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models
from tests.architecture.reading import ROOT, SOURCE, modules, plain, said_in_python, seen_in_template

from secondstory.journal.kinds import KINDS

# What may not stand there, and why.
WORDS: dict[str, str] = {
    r"\broot(?! folder| element)\b": "what is special about 'the root'? It is where the asking stopped (seed 004)",
    r"\bcaus(?:e|es|ed|er|al|ation)\b": "conditions are a set; none is 'the' one (C12)",
    r"\bculprits?\b": "no path ends with a person (R-004-131)",
    r"\b(?:human|operator|user|engineer|pilot|staff|manual) errors?\b": "the name of a question, not of an answer",
    r"\berrors? of judge?ment\b": "a verdict made with what was known later",
    r"\bat fault\b|\bfaults? of\b|\bwhose fault\b": "a verdict",
    r"\bblam(?:e|ed|es|ing|able)\b": "ends the telling",
    r"\bguilt(?:y)?\b|\bnegligen(?:t|ce)\b|\bcareless(?:ness)?\b|\bmisconduct\b": "a verdict on a person",
    r"\bviolat(?:e|ed|or|ors|ion|ions)\b|\boffen(?:der|ders|ce)\b|\bperpetrators?\b": "the language of a court",
    r"\bresponsible (?:for the (?:incident|outage)|party|person)\b": "a promise has an owner; the past has none",
}
# Words that stand somewhere for a reason: (file, what it says) with that reason.
ALLOWED: dict[tuple[str, str], str] = {
    (
        "src/secondstory/recommendations/migrations/0002_trace.py",
        "violation",
    ): "PostgreSQL's own name of an error code, integrity_constraint_violation",
}


def verdicts(said: str) -> list[str]:
    """The words of the list that ``said`` contains, names and sentences alike."""
    return [found.group() for pattern in WORDS if (found := re.search(pattern, plain(said)))]


def hits(where: str, said: Iterable[str]) -> list[str]:
    return [
        f"{where}: {text.strip()[:80]!r} says {', '.join(found)}"
        for text in said
        if (found := verdicts(text)) and not any((where, word) in ALLOWED for word in found)
    ]


def in_model(model: type[models.Model]) -> Iterator[str]:
    """A model's name, its fields with what they say of themselves, each value and label of each choice."""
    yield model.__name__
    yield str(model._meta.verbose_name)
    for field in model._meta.get_fields():
        yield field.name
        for words in ("verbose_name", "help_text", "db_column", "related_query_name"):
            if isinstance(value := getattr(field, words, ""), str):
                yield value
        for value, label in getattr(field, "flatchoices", []):
            yield str(value)
            yield str(label)


def house_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("secondstory.")]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def migrations() -> list[Path]:
    return [path for path in modules() if path.parent.name == "migrations"]


def exports() -> list[Path]:
    """Every module that writes something for others to read outside: export formats, feeds, the frozen edition."""
    outward = [path for path in modules() if re.search(r"feed|canonical|bundle|findable|edition", str(path))]
    return sorted({*modules("exporters"), *outward} - set(migrations()))


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("*.html"))


@pytest.mark.requirement("R-001-02")
def test_invariant_04_no_model_has_a_place_for_it():
    said = [(model._meta.label, words) for model in house_models() for words in in_model(model)]
    assert len(said) > 500
    assert [hit for label, words in said for hit in hits(label, [words])] == []


def test_invariant_04_no_migration_ever_had_one():
    assert len(migrations()) > 10
    found = [hit for path in migrations() for hit in hits(name(path), said_in_python(path.read_text("utf-8")))]
    assert found == []


@pytest.mark.requirement("R-002-46")
def test_invariant_04_no_page_says_it():
    assert len(templates()) > 40
    found = [hit for path in templates() for hit in hits(name(path), seen_in_template(path.read_text("utf-8")))]
    assert found == []


def test_invariant_04_no_export_says_it():
    assert exports()
    found = [hit for path in exports() for hit in hits(name(path), said_in_python(path.read_text("utf-8")))]
    assert found == []


def test_invariant_04_no_event_says_it():
    assert len(KINDS) > 50
    assert hits("events", [*KINDS, *KINDS.values()]) == []


def test_invariant_04_every_choice_in_the_code_is_scanned_too():
    """Enumerations that no field uses yet: members of every Choices class there is."""

    def below(kind: type) -> Iterator[type]:
        for sub in kind.__subclasses__():
            yield sub
            yield from below(sub)

    ours = [kind for kind in below(models.Choices) if kind.__module__.startswith("secondstory.")]
    assert len(ours) > 20
    said = [words for kind in ours for member in kind for words in (member.name, str(member.value), str(member.label))]
    assert hits("choices", said) == []


@pytest.mark.requirement("R-001-02")
def test_the_process_as_data_says_it_only_to_rule_it_out():
    for path in sorted((SOURCE / "playbook" / "processes").glob("*.yaml")):
        process = yaml.safe_load(path.read_text("utf-8"))
        ruled_out = process.pop("fixed_by_standard")
        assert any("no single cause" in words for words in ruled_out)
        assert hits(name(path), [yaml.safe_dump(process)]) == []


# The scan itself can see: invented samples of each, bad and good.


@pytest.mark.parametrize(
    "said",
    ["root_cause", "RootCause", "Root cause:", "causes", "culprit", "human_error", "HUMAN ERROR", "operator-error",
     "Who was at fault?", "blame", "responsible party", "violation"],
)  # fmt: skip
def test_a_verdict_is_seen(said):
    assert hits("sample", [said])


@pytest.mark.parametrize(
    "said", ["because", "It made sense because", "blameless", "conditions", "default", "fault injection", "errors"]
)
def test_other_words_are_left_alone(said):
    assert not hits("sample", [said])


def test_it_would_see_a_field_a_choice_and_a_label():
    class Verdict(models.TextChoices):
        SLIP = "slip", "human error"

    class Sample(models.Model):
        root_cause = models.CharField(max_length=10, help_text="Say who.")
        kind = models.CharField(max_length=10, choices=Verdict.choices)

        class Meta:
            app_label = "analysis"

    try:
        assert len(hits("sample", in_model(Sample))) >= 2
    finally:
        del apps.all_models["analysis"]["sample"]
        apps.clear_cache()


def test_it_would_see_a_migration_and_an_export():
    migration = 'operations = [migrations.AddField("incident", "root_cause", models.TextField())]'
    export = 'def row(it):\n    """No cause here."""\n    return {"title": it.title, "culprit": it.person}'
    assert hits("sample", said_in_python(migration))
    assert [hit for hit in hits("sample", said_in_python(export)) if "culprit" in hit]
    assert not hits("sample", said_in_python('"""There is no cause here."""'))


@pytest.mark.parametrize(
    "page",
    ["<h2>Root cause</h2>", '<input placeholder="Cause">', '{% include "x.html" with label="Human error" %}',
     "{{ text|default:'the culprit' }}", "<p>The\n  root\n  cause</p>"],
)  # fmt: skip
def test_it_would_see_a_page(page):
    assert hits("sample", seen_in_template(page))


@pytest.mark.parametrize(
    "page", ["{# no cause here #}", "<!-- culprit -->", "<style>:root{}</style>", "<p>because</p>"]
)
def test_it_leaves_alone_what_nobody_sees(page):
    assert not hits("sample", seen_in_template(page))
