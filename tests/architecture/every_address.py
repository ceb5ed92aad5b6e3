"""Every address the house knows, with ids, slugs and words of the world in its places."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from secondstory.analysis.forms.structure import FORMS
from secondstory.chat.actions.link import link_for
from secondstory.chat.said import SLACK, Sender
from secondstory.incidents.models import Retrospective
from secondstory.newsletter.stop_links import stop_path
from secondstory.outside.models import OutsideText
from secondstory.people.models import Person
from secondstory.publishing.models import Publication
from secondstory.question_bank.models import Choice


def addresses(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "/") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield re.sub(r"^/\^", "/", path).removesuffix("$").replace("\\Z", "")


# Whose ids stand in a place: its own name says it, or the word before it in the address.


CALLED = {
    "study": "retrospective",
    "question": "mystery",
    "control": "safetycontrol",
    "role": "studyrole",
    "told": "entryversion",
    "change": "comment",
    "credit": "credit",
    "exercise": "controlexercise",
    "offer": "offertotalk",
    "talk": "offeredtalk",
    "newcomers": "fornewcomers",
    "proposal": "proposal",
    "list": "readinglist",
    "item": "readingitem",
    "group": "readinggroup",
    "time": "owntime",
    "consent": "outsideconsent",
    "ask": "askedtoo",
}
AFTER = {
    "parts": "systempart",
    "components": "systempart",
    "losses": "loss",
    "hazards": "hazard",
    "constraints": "constraint",
    "conditions": "condition",
    "factors": "systemicfactor",
    "missing-controls": "missingcontrol",
    "strengths": "strength",
    "better-notes": "betternote",
    "findings": "finding",
    "controls": "controlassessment",
    "looks": "lookedfoundnone",
    "earlier": "systemicfactor",
    "work": "worknote",
    "cues": "cue",
    "questions": "mystery",
    "named": "person",
    "authors": "person",
}
ROOMS = (
    "practice",
    "agreements",
    "measures",
    "procedures",
    "apprenticeship",
    "commons",
    "incidents",
    "firsthand",
    "evidence",
    "timeline",
    "analysis",
    "recommendations",
    "writeup",
    "review",
    "publishing",
    "newsletter",
    "outside",
    "bylines",
    "hours",
    "people",
    "importers",
    "chat",
)
FEW, BESIDE = 4, 3
WORDS = {
    "structure": list(FORMS),
    "int": ["1", "2"],
    "str": ["summary", "culture", "leader", "publication", "work_note", "idea", "questions"],
    "path": ["summary", "culture", "leader"],
}


def models() -> dict[str, type[Model]]:
    return {one.__name__.lower(): one for room in ROOMS for one in apps.get_app_config(room).get_models()}


@cache
def ids(of: type[Model], most: int) -> list[str]:
    """Nothing is made or taken away on a walk, so each is asked for once (``world`` begins anew)."""
    keys = of._default_manager.order_by("pk").values_list("pk", flat=True)
    return [str(pk) for pk in keys[:most] if isinstance(pk, UUID)]


def values(kind: str, name: str, before: str = "") -> list[str]:
    """What may stand in a place of an address: a few ids of what it speaks of, and some of other things, too. Which
    others differs from place to place, so that all of them come to stand somewhere."""
    if kind == "uuid":
        known = models()
        word = name.removesuffix("_id").replace("_", "")
        asked = known.get(AFTER.get(before, ""), None) if word in ("part", "thing", "earlier", "id", "at") else None
        chosen = asked or known.get(CALLED.get(word, word))
        others = [one for model in known.values() for one in ids(model, 1)]
        first = zlib.crc32(f"{before} {name}".encode()) % len(others)
        return [*(ids(chosen, FEW) if chosen else []), *(others * 2)[first : first + BESIDE]]
    if kind == "slug":
        return [
            "storage",
            "nothing",
            "culture",
            "Q-011",
            "stage-review",
            "watch",
            "a-question-that-opens",
            "signals",
            "own-support",
            "surprised",
            *Publication.objects.order_by("pk").values_list("slug", flat=True)[:FEW],
            *OutsideText.objects.order_by("pk").values_list("slug", flat=True)[:FEW],
            *Choice.objects.exclude(text="").values_list("key", flat=True),
        ]
    if name == "token":
        ana = Person.objects.get(email="ana@example.org")
        return [stop_path(ana.pk, told).rstrip("/").rpartition("/")[2] for told in ("newsletter", "follow-weekly")]
    if name == "word":
        return [link_for(Sender(SLACK, "T1", "U1")), "nothing"]
    if kind in WORDS:
        return WORDS[kind]
    raise AssertionError(
        f"A new kind of parameter, {kind}:{name}; tell tests/architecture/every_address.py its values."
    )


def filled(address: str, most: int = 60) -> Iterator[str]:
    """The address with values in its places: each value for a single place; for several, each with each, the studies
    (and all else that owns something) in the first."""
    places = re.findall(r"(?:([\w-]+)/)?<(?:(\w+):)?(\w+)>", address)
    choices = [values(kind or "str", name, before) for before, kind, name in places]
    if len(choices) > 1 and places[0][1] == "uuid" and "study" in places[0][2]:
        choices[0] = [str(pk) for pk in Retrospective.objects.order_by("pk").values_list("pk", flat=True)]
    for chosen in itertools.islice(itertools.product(*reversed(choices)), most):
        path = address
        for value in reversed(chosen):
            path = re.sub(r"<[^>]+>", value, path, count=1)
        yield path
