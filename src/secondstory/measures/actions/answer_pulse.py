"""Two short answers about a text, from somebody who read it. No person, no moment and no single answer is kept; so there
is no journal event either: it would tell when."""

from __future__ import annotations

from secondstory.incidents.parts import parts_of
from secondstory.journal.actions import action
from secondstory.measures.groups import with_answer
from secondstory.measures.models import PulseSum
from secondstory.measures.once import is_first
from secondstory.measures.policies import check_can_say
from secondstory.measures.sums import sum_of
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.publishing.models import Publication


@action
def answer_pulse(publication: Publication, *, by: Person, useful: str = "", fair: str = "") -> None:
    """Either may be left out. Whoever answered already changes nothing; that they did is no row: it would say who answered
    (once.py, and a cookie)."""
    check_can_say(publication, by)
    answers = {PulseSum.Asked.USEFUL: useful, PulseSum.Asked.FAIR: fair}
    for asked, answer in answers.items():
        if answer and answer not in PulseSum.Answer.values:
            raise Refusal("Choose yes, partly or no.", code="no_such_answer", field=asked.value)
    if not any(answers.values()):
        raise Refusal("Answer one of the two.", code="empty", field="useful")
    if not is_first(publication.pk, by.pk):
        return
    who = PulseSum.Who.TOOK_PART if parts_of(by, publication.retrospective) else PulseSum.Who.READ
    for asked, answer in answers.items():
        if answer:
            _add(publication, asked, who, answer)


def _add(publication: Publication, asked: PulseSum.Asked, who: PulseSum.Who, answer: str) -> None:
    rows = {row.answer: row for row in PulseSum.objects.filter(publication=publication, asked=asked, who=who)}
    # All three at once: which row is there would tell which answer was given.
    for one in PulseSum.Answer.values:
        if one not in rows:
            rows[one] = PulseSum(publication=publication, asked=asked, who=who, answer=one)
    after = with_answer(sum_of(rows.values()), answer)
    for one, row in rows.items():
        row.told, row.waiting = after.told.get(one, 0), after.waiting.get(one, 0)
        row.save()
