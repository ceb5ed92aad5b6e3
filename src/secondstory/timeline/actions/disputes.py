"""Two versions of something, side by side. Nothing here deletes a version (invariant 11): a dispute is opened, gets
more versions, is explained by what would make all of them true, or is left standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_analyse, check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.models import Dispute, Entry, EntryStatus, Version


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says. ``said_by`` is a source or a role, not a name."""

    text: str
    said_by: str


@action
def open_dispute(
    study: Retrospective,
    *,
    by: Person,
    question: str,
    entries: Sequence[Entry] = (),
    versions: Sequence[Side] = (),
    what_differs: str = "",
) -> Dispute:
    """Put versions side by side: entries, sentences, or both; at least two together. Its entries are disputed from
    now on. The same question about the same entries again gives the dispute that is there, with what is said anew put
    beside the rest."""
    check_can_contribute(study, by)
    question = line(
        question, field="question", most=300, empty="Ask what it is about, such as ‘When did the load begin?’"
    )
    what_differs = prose(what_differs, field="what_differs", most=4000)
    sides = [_checked(side) for side in versions]
    entries = list(Entry.objects.filter(retrospective=study, pk__in=[entry.pk for entry in entries]).in_order())
    same: Dispute
    for same in Dispute.objects.filter(retrospective=study, question=question).prefetch_related("entries"):
        if {entry.pk for entry in same.entries.all()} == {entry.pk for entry in entries}:
            return _said_more(same, sides, what_differs, by=by)
    if len(entries) + len(sides) < 2:
        raise Refusal(
            "A dispute has at least two versions. Write the other one, or choose another entry.",
            code="two_versions_needed",
            field="text",
        )
    dispute = Dispute.objects.create(retrospective=study, question=question, what_differs=what_differs, created_by=by)
    dispute.entries.set(entries)
    for side in sides:
        Version.objects.create(dispute=dispute, text=side.text, said_by=side.said_by, created_by=by)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(status=EntryStatus.DISPUTED)
    record("dispute.opened", about=dispute, by=by, study=study.pk, versions=len(entries) + len(sides))
    return dispute


@action
def add_version(dispute: Dispute, side: Side, *, by: Person) -> Version:
    """Put one more version beside the others; a dispute that was explained is open again. The same words from the
    same source again change nothing."""
    check_can_contribute(dispute.retrospective, by)
    side = _checked(side)
    known = dispute.versions.filter(text=side.text, said_by=side.said_by).order_by("created_at", "id").first()
    if known:
        return known
    version = Version.objects.create(dispute=dispute, text=side.text, said_by=side.said_by, created_by=by)
    dispute.refresh_from_db(fields=["state"])
    if dispute.state != Dispute.State.OPEN:
        dispute.state = Dispute.State.OPEN
        dispute.save(update_fields=["state"])
        dispute.entries.update(status=EntryStatus.DISPUTED)
    record("dispute.version_added", about=dispute, by=by, study=dispute.retrospective_id)
    return version


@action
def explain_dispute(dispute: Dispute, *, explanation: str, by: Person) -> Dispute:
    """What would make all versions true. All of them stay; its entries are agreed, unless another dispute about
    them goes on."""
    check_can_analyse(dispute.retrospective, by)
    explanation = prose(
        explanation,
        field="explanation",
        most=4000,
        empty="Write what would make all versions true. If nothing does, let the dispute stand.",
    )
    dispute.refresh_from_db(fields=["state", "what_would_make_both_true"])
    if dispute.state == Dispute.State.EXPLAINED and dispute.what_would_make_both_true == explanation:
        return dispute
    dispute.what_would_make_both_true = explanation
    dispute.state = Dispute.State.EXPLAINED
    dispute.save(update_fields=["what_would_make_both_true", "state"])
    unsettled = Dispute.objects.filter(retrospective=dispute.retrospective_id).exclude(state=Dispute.State.EXPLAINED)
    disputed_elsewhere = Dispute.entries.through.objects.filter(dispute__in=unsettled).values("entry_id")
    dispute.entries.exclude(pk__in=disputed_elsewhere).update(status=EntryStatus.AGREED)
    record("dispute.explained", about=dispute, by=by, study=dispute.retrospective_id)
    return dispute


@action
def let_stand(dispute: Dispute, *, by: Person) -> Dispute:
    """Nothing makes them all true, and that is said: the write-up lists it among its standing disagreements."""
    check_can_analyse(dispute.retrospective, by)
    dispute.refresh_from_db(fields=["state"])
    if dispute.state == Dispute.State.STANDS:
        return dispute
    dispute.state = Dispute.State.STANDS
    dispute.save(update_fields=["state"])
    dispute.entries.update(status=EntryStatus.DISPUTED)
    record("dispute.left_standing", about=dispute, by=by, study=dispute.retrospective_id)
    return dispute


def _said_more(dispute: Dispute, sides: Sequence[Side], what_differs: str, *, by: Person) -> Dispute:
    """Whoever asks the same question may have another answer; none of their words are dropped."""
    for side in sides:
        add_version(dispute, side, by=by)
    if what_differs and not dispute.what_differs:
        dispute.what_differs = what_differs
        dispute.save(update_fields=["what_differs"])
        record("dispute.version_added", about=dispute, by=by, study=dispute.retrospective_id)
    elif what_differs not in ("", dispute.what_differs):
        raise Refusal(
            "This question is asked already, and something else is said there of what differs. Put your version beside"
            " the others there.",
            code="asked_already",
            field="what_differs",
        )
    return dispute


def _checked(side: Side) -> Side:
    return Side(
        text=prose(side.text, field="text", most=2000, empty="Write what this version says happened."),
        said_by=line(
            side.said_by,
            field="said_by",
            most=200,
            empty="Say where it is from: a source, or a role.",
        ),
    )
