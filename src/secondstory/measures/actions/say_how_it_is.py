"""A team says of its own practice how it really is, and what it will try. Each saying is kept with its day."""

from __future__ import annotations

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.measures.models import TeamWord
from secondstory.measures.policies import check_can_look_at
from secondstory.measures.practice import BY_KEY
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound


@action
def say_how_it_is(team: Team, statement: str, really: str, trying: str = "", *, by: Person) -> TeamWord:
    """The same as stands there is no new saying."""
    check_can_look_at(team, by)
    if statement not in BY_KEY:
        raise NotFound()
    really = prose(really, most=4000, field="really", empty="Say in a sentence how it really is.")
    trying = line(trying, most=1000, field="trying")
    last = TeamWord.objects.filter(team=team, statement=statement).newest_first().first()
    if last and (last.really, last.trying) == (really, trying):
        return last
    word = TeamWord.objects.create(team=team, statement=statement, really=really, trying=trying, created_by=by)
    record("team_word.said", about=word, by=by, statement=statement)
    return word
