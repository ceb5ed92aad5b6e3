"""Pages on whose words a question can be asked, and the study each belongs to. Pages of first-hand accounts and
conversations are none of them, and never will be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.urls import Resolver404, resolve, reverse

from secondstory.analysis.models import Cue, KnownHere, Mystery, WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal

# From the words of an address to the study they lead to, as far as this person reads that page; else NotFound.
Finder: TypeAlias = Callable[[Person, Mapping[str, Any]], Retrospective | None]
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` is written by this house, whatever was typed; ``says`` ends the sentence 'asked on …'."""

    path: str
    says: str
    study: Retrospective | None


class NoSuchPlace(Refusal):
    code = "no_such_place"

    def __init__(self) -> None:
        super().__init__(
            "Questions are asked on a page of this house that carries them, such as a timeline. Open that page again.",
            field="place",
        )


def _of_study(user: Person, words: Mapping[str, Any]) -> Retrospective:
    study = Retrospective.objects.visible_to(user).filter(pk=words["study_id"]).first()
    if study is None:
        raise NotFound()
    return study


def _of_known(model: type[KnownHere]) -> Finder:
    """A work note or a cue: a question asked there belongs to its study if whoever asks reads that study."""

    def finder(user: Person, words: Mapping[str, Any]) -> Retrospective | None:
        rows: Any = model._default_manager
        found = (
            rows.visible_to(user).knowing_study_of(user).select_related("retrospective").filter(pk=words["thing_id"])
        )
        if (thing := found.first()) is None:
            raise NotFound()
        study: Retrospective | None = thing.retrospective if thing.reads_study else None
        return study

    return finder


_pages: dict[str, tuple[str, Finder]] = {
    "timeline": ("its timeline", _of_study),
    "analysis": ("its analysis", _of_study),
    "structure": ("its control structure", _of_study),
    "write-up": ("its write-up", _of_study),
    "work-note": ("a work note", _of_known(WorkNote)),
    "cue": ("a cue", _of_known(Cue)),
}


def carries_questions(url_name: str, says: str, finder: Finder) -> None:
    """A step above lets questions be asked on a page of its own. Called by config/wiring.py."""
    _pages[url_name] = (says, finder)


def place_of(address: str, user: Person) -> Place:
    """The page behind ``/retrospectives/…/timeline/#entry-…``. NotFound when this person does not read it."""
    path, _, anchor = address.strip().partition("#")
    path, _, _ = path.partition("?")
    try:
        found = resolve(path) if re.fullmatch(r"/(?![/\\])[!-~]*", path) else None
    except Resolver404:
        found = None
    if found is None or found.url_name not in _pages:
        raise NoSuchPlace
    says, finder = _pages[found.url_name]
    study = finder(user, found.kwargs)
    path = reverse(found.url_name, args=found.args, kwargs=found.kwargs)
    return Place(f"{path}#{anchor}" if ANCHOR.fullmatch(anchor) else path, says, study)


def place_shown(mystery: Mystery, user: Person) -> Place | None:
    """Where it was asked, for readers of its study alone, however wide the question is open; asked on a page of no
    study, for whoever reads that page. What an import brought may lead nowhere; then there is none."""
    if not mystery.place:
        return None
    try:
        place = place_of(mystery.place, user)
    except Refusal:
        return None
    study_id = place.study.pk if place.study else None
    return place if mystery.retrospective_id in (None, study_id) else None
