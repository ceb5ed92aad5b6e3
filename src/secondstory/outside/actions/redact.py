"""What is left out, written otherwise, or left as it is, phrase by phrase."""

from __future__ import annotations

from collections.abc import Sequence

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.outside.kinds import Kind
from secondstory.outside.making import SLOT, texts_of
from secondstory.outside.models import OutsideVersion, Redaction
from secondstory.outside.policies import check_can_change
from secondstory.outside.queries import source_of, spoken_in
from secondstory.outside.words import is_met, pattern, plain
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

LEFT_OUT = "[left out]"
MOST = 2000


@action
def redact(version: OutsideVersion, phrase: str, instead: str = "", *, by: Person) -> Redaction:
    """Words that nobody proposed, wherever they stand in the text. The same again changes what stands instead."""
    check_can_change(version, by)
    phrase = plain(line(phrase, most=300, field="phrase", empty="Copy here what is to go."))
    source = source_of(version)
    texts = [text for _, text in texts_of(source)] + [one.wording.text for one in spoken_in(source).values()]
    met = pattern([phrase])
    if not any(is_met(met, text) for text in texts):
        raise Refusal(
            "These words do not stand in the text. Copy them as they stand there.", code="not_met", field="phrase"
        )
    rows = Redaction.objects.filter(version=version)
    if rows.count() >= MOST:
        raise Refusal("There are too many of these to be looked at. Leave a whole part out instead.", code="too_many")
    found = next((one for one in rows if one.phrase.casefold() == phrase.casefold()), None)
    last = rows.order_by("-position").values_list("position", flat=True).first()
    one = found or Redaction(
        version=version, phrase=phrase, kind=Kind.OWN, created_by=by, position=0 if last is None else last + 1
    )
    one.instead = _instead(version, instead, one)
    one.decision, one.because = Redaction.Decision.TAKEN, ""
    one.save()
    _told(version, by)
    return one


@action
def decide(redaction: Redaction, decision: str, *, by: Person, instead: str = "", because: str = "") -> Redaction:
    """Taken, with what stands instead; or left, with a sentence why. A name that is left stands only if its person
    says so."""
    version = redaction.version
    check_can_change(version, by)
    redaction.refresh_from_db()
    if decision not in (Redaction.Decision.TAKEN, Redaction.Decision.LEFT):
        raise Refusal("Say whether it is written otherwise or stays.", code="no_decision", field="decision")
    said = instead or redaction.instead
    was = (redaction.decision, redaction.instead, redaction.because)
    if decision == Redaction.Decision.LEFT:
        because = line(because, most=500, field="because", empty="Say in a sentence why it may stand outside.")
    else:
        because, said = "", _instead(version, said, redaction)
    if was == (decision, said, because):
        return redaction
    redaction.decision, redaction.instead, redaction.because = decision, said, because
    redaction.save(update_fields=["decision", "instead", "because"])
    _told(version, by)
    return redaction


@action
def take_all(version: OutsideVersion, *, by: Person) -> int:
    """Every proposal that is not decided yet, as it is proposed."""
    check_can_change(version, by)
    taken = Redaction.objects.filter(version=version, decision=Redaction.Decision.OPEN).update(
        decision=Redaction.Decision.TAKEN
    )
    if taken:
        _told(version, by)
    return taken


@action
def choose_parts(
    version: OutsideVersion, *, left_out: Sequence[str], relative_times: bool, by: Person
) -> OutsideVersion:
    """Whole parts that stay inside, and whether times are told from the first moment on."""
    check_can_change(version, by)
    version.refresh_from_db(fields=["left_out", "relative_times"])
    source = source_of(version)
    known = {section.anchor for section in source.sections} | {"sources"}
    kept = sorted(set(left_out) & known)
    if (kept, relative_times) == (version.left_out, version.relative_times):
        return version
    version.left_out, version.relative_times = kept, relative_times
    version.save(update_fields=["left_out", "relative_times"])
    _told(version, by)
    return version


def _instead(version: OutsideVersion, instead: str, beside: Redaction) -> str:
    """What stands instead says none of what is redacted."""
    said = plain(line(instead, most=200, field="instead")) or LEFT_OUT
    phrases = [one.phrase for one in Redaction.objects.filter(version=version)]
    if is_met(pattern([*phrases, beside.phrase]), said):
        raise Refusal(
            "What stands instead holds words that are to go. Say it in others.", code="says_it", field="instead"
        )
    if SLOT.search(said):
        raise Refusal("These brackets are kept for names. Take others.", code="slot", field="instead")
    return said


def _told(version: OutsideVersion, by: Person) -> None:
    record("outside_version.changed", about=version, by=by, study=version.retrospective_id)
