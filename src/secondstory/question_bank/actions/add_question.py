"""A question of one's own: it stands beside those that come with the product."""

from __future__ import annotations

from collections.abc import Iterable

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.records import uuid7
from secondstory.people.refusals import Conflict, Refusal
from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES
from secondstory.question_bank.models import Choice
from secondstory.question_bank.policies import check_can_keep_bank
from secondstory.question_bank.queries import read_bank
from secondstory.question_bank.whys import asks_why_of_somebody, same_words

LONGEST = 300


@action
def add_question(
    text: str,
    *,
    purpose: str,
    surfaces: Iterable[str],
    by: Person,
    steps: Iterable[str] = (),
    team: Team | None = None,
) -> Choice:
    """For ``team``, or for the organization. The same words for the same team come back as they are."""
    check_can_keep_bank(team, by)
    text = line(text, most=LONGEST, field="text", empty="Write the question first.")
    if asks_why_of_somebody(text):
        raise Refusal(
            "A ‘why’ put to somebody asks them to justify themselves. Begin with ‘what’ or ‘how’ instead: ‘What made it"
            " the sensible thing to do?’, ‘How did it come about?’ Of oneself one may ask why.",
            code="why_of_somebody",
            field="text",
        )
    if purpose not in PURPOSES:
        raise Refusal("Choose what it is good for from the list.", code="unknown_purpose", field="purpose")
    places = _known(surfaces, SURFACES, "surfaces", "Choose from the list where it is put.")
    if not places:
        raise Refusal("Choose at least one place where it is put.", code="no_surface", field="surfaces")
    fitting = _known(steps, STEPS, "steps", "Choose from the list which step it fits.")
    if again := _same(text, team, by):
        return again
    pk = uuid7()
    choice = Choice.objects.create(
        id=pk, key=str(pk), team=team, text=text, purpose=purpose, surfaces=" ".join(places), steps=" ".join(fitting)
    )
    record("bank_question.added", about=choice, by=by, team=team.pk if team else None)
    return choice


def _known(names: Iterable[str], words: dict[str, str], field: str, sentence: str) -> list[str]:
    chosen = set(names)
    if chosen - set(words):
        raise Refusal(sentence, code="unknown_choice", field=field)
    return [name for name in words if name in chosen]


def _same(text: str, team: Team | None, by: Person) -> Choice | None:
    """The team's own question in these words; a Conflict when they stand in the bank already, from elsewhere or at rest.
    Words of a team that the reader does not read are no hindrance: nobody learns that they are there."""
    words = same_words(text)
    for known in read_bank(by):
        if same_words(known.text) != words:
            continue
        if known.rests:
            raise Conflict(
                "This question is in the bank, at rest. Open it there and bring it back.", code="at_rest", field="text"
            )
        if known.is_own and known.team_id == (str(team.pk) if team else ""):
            return Choice.objects.get(key=known.key, team=team)
        raise Conflict("This question is in the bank already.", code="known_question", field="text")
    return None
