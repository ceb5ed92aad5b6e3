"""Writing where the line is: the first version, and each one after it. Every one is a draft, and every one stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone

from secondstory.agreements.examples import Example, kept, unseen_by
from secondstory.agreements.models import Agreement, AgreementExample, AgreementVersion
from secondstory.agreements.policies import check_can_begin, check_can_write
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal


@action
def begin_agreement(
    title: str,
    text: str,
    *,
    by: Person,
    look_again_on: date,
    teams: Collection[Team] = (),
    is_for_all: bool = False,
    examples: Sequence[Example] = (),
) -> AgreementVersion:
    """The first version of an agreement about the work of ``teams``, or of everybody here. Sent twice, it is one."""
    check_can_begin(teams, is_for_all, by)
    version = _said(AgreementVersion(number=1, title=title, text=text, look_again_on=look_again_on, created_by=by))
    same = AgreementVersion.objects.filter(
        number=1,
        title=version.title,
        text=version.text,
        look_again_on=look_again_on,
        created_by=by,
        agreement__retirement=None,
    )
    for one in same.select_related("agreement"):
        there = set(one.agreement.teams.all()), one.agreement.is_for_all, kept(one)
        if there == (set(teams), is_for_all, list(examples)):
            return one
    version.agreement = Agreement.objects.create(is_for_all=is_for_all, created_by=by)
    version.agreement.teams.set(teams)
    return _store(version, examples)


@action
def write_version(
    agreement: Agreement,
    title: str,
    text: str,
    *,
    by: Person,
    look_again_on: date,
    why: str = "",
    examples: Sequence[Example] = (),
) -> AgreementVersion:
    """The next version. Examples that its writer does not read are taken along. One that says the same as the newest
    is that one."""
    check_can_write(agreement, by)
    before = AgreementVersion.objects.filter(agreement=agreement).order_by("-number").first()
    assert before is not None
    version = _said(
        AgreementVersion(
            agreement=agreement,
            number=before.number + 1,
            title=title,
            text=text,
            look_again_on=look_again_on,
            created_by=by,
        )
    )
    told = [*examples, *(one for one in unseen_by(by, before) if one not in examples)]
    now = (version.title, version.text, version.look_again_on)
    if now == (before.title, before.text, before.look_again_on) and set(told) == set(kept(before)):
        return before
    version.why = line(why, most=1000, field="why", empty="Say what is different, and why.")
    return _store(version, told)


def _said(version: AgreementVersion) -> AgreementVersion:
    version.title = line(version.title, most=200, field="title", empty="Say in one line what it is about.")
    version.text = prose(version.text, most=20_000, field="text", empty="Write where the line is, in your own words.")
    if version.look_again_on <= timezone.localdate():
        raise Refusal("Choose a day to come, to look at it again.", code="past_day", field="look_again_on")
    return version


def _store(version: AgreementVersion, examples: Sequence[Example]) -> AgreementVersion:
    version.save(force_insert=True)
    AgreementExample.objects.bulk_create(
        AgreementExample(
            version=version,
            position=place,
            study_id=one.study_id,
            finding_id=one.finding_id,
            work_note_id=one.work_note_id,
            shows=one.shows,
        )
        for place, one in enumerate(examples)
    )
    record("agreement.written", about=version.agreement, by=version.created_by, number=version.number)
    return version
