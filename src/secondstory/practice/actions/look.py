"""Looking at a practice, also a popular one: it stays, it is to change, or it is retired. Each with the reason and, for
what stays, the next day. Naming one more practice is one line."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.text import slugify

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.records import uuid7
from secondstory.people.refusals import Conflict, Refusal
from secondstory.practice.actions.propose import propose
from secondstory.practice.elements import PRACTICE
from secondstory.practice.models import Look, Practice, Proposal, Way
from secondstory.practice.policies import check_can_look, check_keeps_process

Outcome = Look.Outcome


@action
def look_at(
    practice: Practice,
    outcome: str,
    because: str,
    *,
    by: Person,
    helps: str = "",
    costs: str = "",
    missed: str = "",
    next_on: date | None = None,
    change: str = "",
) -> Look:
    """``change`` is what would be different: it opens a proposal. What came with the product goes with a version of the
    process or a setting, so it is not retired here; the others are, and stay to be read. Twice is once."""
    check_keeps_process(by)
    practice.refresh_from_db(fields=["retired_at", "look_again_on"])
    if outcome not in Outcome.values:
        raise Refusal("Choose what comes of it: keep, change or retire.", field="outcome")
    told = {
        "outcome": outcome,
        "because": line(because, most=1000, field="because", empty="Say why, so that others can follow."),
        "helps": prose(helps, most=2000, field="helps"),
        "costs": prose(costs, most=2000, field="costs"),
        "missed": prose(missed, most=2000, field="missed"),
        "next_on": None if outcome == Outcome.RETIRE else next_on,
    }
    last = Look.objects.filter(practice=practice).order_by("-created_at", "-id").first()
    if last and last.created_by_id == by.pk and all(getattr(last, key) == value for key, value in told.items()):
        return last
    if practice.retired_at and outcome == Outcome.RETIRE:
        raise Conflict("It was retired meanwhile; the reason stands on this page.", code="retired_meanwhile")
    check_can_look(practice, by)
    proposal = None
    if outcome == Outcome.RETIRE:
        if practice.is_built_in:
            raise Refusal(
                "This came with the product, and goes with the next version of the process or with a setting. Choose"
                " ‘Change it’ and write what you would leave out: that opens a proposal.",
                code="built_in",
                field="outcome",
            )
        practice.retired_at = timezone.now()
        practice.save(update_fields=["retired_at"])
    else:
        if next_on is None or next_on <= timezone.localdate():
            raise Refusal("Choose a day to come, to look at it again.", code="no_day", field="next_on")
        if outcome == Outcome.CHANGE:
            proposal = _open(practice, change, told["because"] or "", by)
        practice.look_again_on = next_on
        practice.save(update_fields=["look_again_on"])
    look = Look.objects.create(practice=practice, proposal=proposal, created_by=by, **told)
    record("practice.looked_at", about=practice, by=by, outcome=str(outcome))
    return look


def _open(practice: Practice, change: str, because: object, by: Person) -> Proposal:
    what = line(change, most=200, field="change", empty="Say in one line what would be different.")
    about = (
        practice.key.replace("stage-", "stage:") if practice.key.startswith("stage-") else f"{PRACTICE}:{practice.key}"
    )
    return propose(what, str(because), by=by, way=Way.TRY, about=about)


@action
def add_practice(name: str, *, by: Person, look_again_on: date, about: str = "") -> Practice:
    """One more practice to look at. One that stands under the same name is that one."""
    check_keeps_process(by)
    name = line(name, most=120, field="name", empty="Say in a few words what is done here.")
    about = line(about, most=300, field="about")
    if look_again_on <= timezone.localdate():
        raise Refusal("Choose a day to come, to look at it again.", code="past_day", field="look_again_on")
    if same := Practice.objects.standing().filter(name__iexact=name).first():
        return same
    key = f"{slugify(name)[:24] or 'practice'}-{uuid7().hex[-8:]}"
    made = Practice.objects.create(key=key, name=name, about=about, look_again_on=look_again_on, created_by=by)
    record("practice.added", about=made, by=by)
    return made
