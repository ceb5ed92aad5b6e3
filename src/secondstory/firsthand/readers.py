"""The sentence before the first keystroke: who can read this now, and what the next step would change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from secondstory.firsthand.models import LADDER, Account, Rung
from secondstory.firsthand.queries import facilitator_id
from secondstory.incidents.models import Participant, Retrospective, StudyRole
from secondstory.people.models import Person

NOT_THEM = "Not the facilitator, not a steward, not search, not a backup without its key."


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as the ladder draws it; ``url`` is set for the next one alone."""

    who: str
    what: str
    now: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Readers:
    """``who`` begins '… can read this now.'; ``people`` are those the widest rung would open it to, by what they are.
    ``was_handed_over``: what was opened to a facilitator was opened to one who is not it any more."""

    who: str
    also: str
    next: str
    is_private: bool
    rungs: tuple[Step, ...]
    facilitator: str
    people: tuple[str, ...]
    was_handed_over: bool = False


def readers_of_account(study: Retrospective, account: Account | None, me: Person) -> Readers:
    """Two statements: those who take part, and those with a role."""
    today, facilitator, people = _people(study, me)
    rung = Rung(account.rung) if account and not account.withdrawn_at else Rung.ONLY_ME
    was_handed_over = account is not None and account.shared_with_id not in (None, today)
    if rung == Rung.FACILITATOR and was_handed_over:
        rung = Rung.ONLY_ME
    several = f"{len(people)} people" if len(people) != 1 else "1 person"
    named = facilitator or "the facilitator"
    if rung == Rung.ONLY_ME:
        who, also = "Only you", NOT_THEM
        if account and account.rung == Rung.FACILITATOR:
            also = "You had shared it with a facilitator who has handed the study on since; it is closed to both."
        then = (
            f"If you share it with {named}, they can read it and ask you about it; nobody else can, and you can take"
            " it back at any time."
            if facilitator
            else "You facilitate this study yourself, so the next step opens it to the people in this story."
        )
    elif rung == Rung.FACILITATOR:
        who, also = f"You and {named}", "Nobody else, and no facilitator who comes later."
        then = f"If you share it with the people in this story, {several} can read it, also those who join later."
    else:
        who = "You and the people in this story"
        also = f"That is {several} today, and whoever joins them; reviewers and other readers are not among them."
        then = "Words go into the write-up only sentence by sentence, in a wording you approve."
    rungs = _rungs(study, rung, facilitator, several)
    return Readers(who, also, then, rung == Rung.ONLY_ME, rungs, named, people, was_handed_over)


def _rungs(study: Retrospective, rung: Rung, facilitator: str, several: str) -> tuple[Step, ...]:
    here = LADDER.index(rung)
    words = {
        Rung.ONLY_ME: ("Only you", "sealed, for nobody else"),
        Rung.FACILITATOR: ("Facilitator", facilitator or "that is you"),
        Rung.PARTICIPANTS: ("People in this story", f"{several} today"),
    }

    def url(to: Rung, place: int) -> str:
        return f"{reverse('my-account-rung', args=[study.pk])}?to={to.value}" if place == here + 1 else ""

    steps = [Step(*words[to], now=place == here, url=url(to, place)) for place, to in enumerate(LADDER)]
    return (*steps, Step("Quoted in the write-up", "sentence by sentence, in words you approve"))


def _people(study: Retrospective, me: Person) -> tuple[UUID | None, str, tuple[str, ...]]:
    """The facilitator, their name ('' when that is me), and everybody the widest rung opens it to, me left out."""
    roles = list(
        StudyRole.objects.filter(retrospective=study).exclude(role="reviewer").select_related("person").order_by("pk")
    )
    facilitator = facilitator_id(study)
    taking_part = Participant.objects.filter(retrospective=study, left_at=None, person__isnull=False)
    shown = {
        one.person_id: one.shown_as for one in taking_part.exclude(person=me).select_related("person").order_by("pk")
    }
    for role in roles:
        if role.person_id != me.pk:
            shown.setdefault(role.person_id, f"{role.person.display_name}, {role.get_role_display().lower()}")
    name = ""
    if facilitator is not None and facilitator != me.pk:
        person = next((one.person for one in roles if one.person_id == facilitator), None) or Person.objects.get(
            pk=facilitator
        )
        name = person.display_name
        shown.setdefault(facilitator, f"{name}, facilitator")
    return facilitator, name, tuple(shown.values())
