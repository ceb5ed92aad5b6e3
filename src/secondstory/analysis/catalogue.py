"""The catalogue of controls as one looks through it: what each is meant to do, when it was last exercised."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from secondstory.analysis.models import ControlExercise, SafetyControl


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the catalogue: a word for the address, a name, and what it tells where there is something to
    tell."""

    key: str
    name: str
    tells: str = ""


VIEWS: tuple[View, ...] = (
    View("", "All"),
    View("prevent", "Prevent"),
    View("detect", "Detect"),
    View("limit", "Limit", "Crumple zones: what gives way or holds apart, so that the harm stays small."),
    View("recover", "Recover"),
    View(
        "never",
        "Never exercised",
        "Nobody has noted a drill, a test or a gameday for these. Some may have met the real thing in a study.",
    ),
)
BY_KEY: dict[str, View] = {view.key: view for view in VIEWS}


def catalogue(view: View) -> QuerySet[SafetyControl]:
    """Controls with ``last_on`` and ``is_exercised``. Everybody here reads all of them."""
    exercises = ControlExercise.objects.filter(control=OuterRef("pk"))
    rows = SafetyControl.objects.select_related("team").annotate(
        is_exercised=Exists(exercises),
        last_on=Subquery(exercises.filter(on__isnull=False).order_by("-on").values("on")[:1]),
    )
    if view.key == "never":
        return rows.filter(is_exercised=False).exclude(stage=SafetyControl.Stage.RETIRED)
    return rows.filter(type=view.key) if view.key else rows
