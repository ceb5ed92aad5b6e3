"""Whether the words of a recommendation aim at somebody's behavior alone, as the language engine reads them.

'Be more careful', 'retrain', 'remind everyone', a penalty: such words say what a person is to do and not what around
them changes. A finding about a control, or about one that was missing, says which control it changes; with one of those
the words may stand as they are.
"""

from __future__ import annotations

from secondstory.analysis.models import Finding
from secondstory.incidents.words import line
from secondstory.journal.actions import record
from secondstory.language import check
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations.models import AboutElse, Recommendation

TRYING_HARDER, PENALTY = "LF-WC", "blame.penalty"
OF_A_CONTROL = (Finding.Kind.CONTROL, Finding.Kind.MISSING_CONTROL)


class NamesNoControl(Refusal):
    code = "names_no_control"

    def __init__(self) -> None:
        super().__init__(
            "These words ask a person to act differently, and the next person stands in the same place. What made that"
            " act the easy one, and which control would make another one easier? Trace it to what was found about that"
            " control or a missing one, or word it as the change to it. If the words are about something else, say why"
            " they stay.",
            field="title",
        )


def aims_at_behavior(title: str) -> bool:
    """No database is asked."""
    return any(
        found.category == TRYING_HARDER or found.rule == PENALTY
        for found in check(title, kind="plain", surface="recommendation")
    )


def reason_for_words(recommendation: Recommendation) -> str:
    """Why these words stay, where that was asked and said. A statement only where the words ask for it."""
    if not aims_at_behavior(recommendation.title):
        return ""
    said = AboutElse.objects.filter(recommendation=recommendation, title=recommendation.title)
    return said.values_list("reason", flat=True).first() or ""


def check_names_a_control(recommendation: Recommendation, keeps_because: str, *, by: Person) -> None:
    """Refuse words about behavior alone, unless a trace names a control, or it was said why they stay. Within an action,
    once it is traced; ``keeps_because`` is kept with these words, and other words ask again."""
    if not aims_at_behavior(recommendation.title):
        return
    if recommendation.traces.filter(finding__kind__in=OF_A_CONTROL).exists():
        return
    if AboutElse.objects.filter(recommendation=recommendation, title=recommendation.title).exists():
        return
    if not keeps_because.strip():
        raise NamesNoControl
    reason = line(keeps_because, field="keeps_because", most=1000)
    AboutElse.objects.create(recommendation=recommendation, title=recommendation.title, reason=reason, created_by=by)
    record("recommendation.words_kept", about=recommendation, by=by, study=recommendation.retrospective_id)
