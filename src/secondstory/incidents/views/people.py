from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from secondstory.incidents.actions.add_participant import add_participant
from secondstory.incidents.actions.answer_conflict_check import answer_conflict_check
from secondstory.incidents.actions.change_participant import change_participant
from secondstory.incidents.actions.choose_display import choose_display
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.incidents.actions.give_role import give_role
from secondstory.incidents.actions.invite_participants import invite_participants
from secondstory.incidents.actions.remove_participant import remove_participant
from secondstory.incidents.actions.take_back_role import take_back_role
from secondstory.incidents.closeness import NEAR, closeness
from secondstory.incidents.forms import (
    ClosenessForm,
    DisplayForm,
    FacilitatorForm,
    ParticipantForm,
    ParticipationForm,
    RoleForm,
)
from secondstory.incidents.models import Involvement, Participant, Retrospective, StudyRole
from secondstory.incidents.policies import can_analyse, can_give_roles, check_can_analyse, check_can_give_roles
from secondstory.incidents.study import frame, get_study
from secondstory.incidents.views.frame import to
from secondstory.people.models import Person, TeamMembership
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me
from secondstory.ui.menu import address

STAGE = "accounts"
# Why each of the six is worth a thought, asked while nobody stands there yet.
ASKS = {
    Involvement.DECIDED: "Whose decisions, also weeks before, may have played a part?",
    Involvement.IDENTIFIED: "Who noticed first that something was off?",
    Involvement.RESPONDED: "Who did something about it?",
    Involvement.DIAGNOSED: "Who worked out what was going on?",
    Involvement.AFFECTED: "Who felt it, inside or outside engineering?",
    Involvement.INTERESTED: "Who would like to come along and learn?",
}
NOTS = (
    ("Not because they are thought at fault", "A study decides nothing of that kind, about anybody."),
    ("Not because they handled it", "They have a story of their own to tell, and cannot also ask for it."),
    ("Not because they know best", "Neutral beats expert: whoever does not know asks what everybody knows."),
)


class Choices:
    """Everybody who could be chosen: one statement for all the forms of the page."""

    def __init__(self, study: Retrospective, people: list[Participant]) -> None:
        of_team = TeamMembership.objects.filter(person=OuterRef("pk"), team=study.team)
        self.persons = list(
            Person.objects.filter(is_active=True).annotate(of_its_team=Exists(of_team)).order_by("display_name", "id")
        )
        near = {kind.value for kind in NEAR}
        self.near = {p.person_id for p in people if near & set(p.involvements)}

    def everybody(self) -> list[tuple[str, str]]:
        return [(str(person.pk), _named(person)) for person in self.persons]

    def neutral_first(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {
            "Not near it, as far as we know": [],
            "On the team it happened to": [],
            "Part of this story": [],
        }
        away, team, near = groups.values()
        for person in self.persons:
            here = near if person.pk in self.near else team if getattr(person, "of_its_team", False) else away
            here.append((str(person.pk), _named(person)))
        return [(name, people) for name, people in groups.items() if people]


def _named(person: Person) -> str:
    return f"{person.display_name} · {person.email}"


def _page(request: HttpRequest, study: Retrospective, **forms: Any) -> HttpResponse:
    user = me(request)
    people = list(study.participants.filter(left_at=None).select_related("person"))
    roles = list(study.roles.select_related("person").order_by("role", "created_at", "id"))
    facilitator = next((role.person for role in roles if role.role == StudyRole.Role.FACILITATOR), None)
    may_choose, may_add = can_give_roles(study, user), can_analyse(study, user)
    choices = Choices(study, people) if may_choose or may_add else None
    everybody = choices.everybody() if choices else []
    mine = next((p for p in people if p.person_id == user.pk), None)
    answer = study.conflict_checks.filter(facilitator=facilitator).first() if facilitator else None
    edited = forms.pop("edited", None)
    context = {
        **frame(study, current=STAGE),
        "people": [(p, _participation(p, edited)) for p in people],
        "ways": [(kind.label, ASKS[kind], [p for p in people if kind.value in p.involvements]) for kind in Involvement],
        "unsaid": [p for p in people if not p.involvements],
        "not_invited": [p for p in people if p.person_id and not p.invited_at],
        "facilitator": facilitator,
        "is_facilitator": facilitator == user,
        "nots": NOTS,
        "answer": answer,
        "known": closeness(study, facilitator, hint=True) if facilitator == user and facilitator else None,
        "roles": [role for role in roles if role.role != StudyRole.Role.FACILITATOR],
        "mine": mine,
        # Where accounts are written lies above this step; without it there is no invitation to follow.
        "tell_url": address("my-account", study.pk) if mine else "",
        "talk_url": address("conversation-wish", study.pk) if mine else "",
        "may_choose": may_choose,
        "may_add": may_add,
        "facilitator_form": FacilitatorForm(
            people=choices.neutral_first() if choices else [], auto_id="facilitator_%s"
        ),
        "closeness_form": ClosenessForm(initial=_answers(answer), auto_id="closeness_%s"),
        "participant_form": ParticipantForm(people=everybody, auto_id="new_%s"),
        "role_form": RoleForm(people=everybody, auto_id="role_%s"),
        "display_form": DisplayForm(initial={"display": mine.display if mine else ""}, auto_id="display_%s"),
        **forms,
    }
    asked = [*forms.values(), *([edited[1]] if edited else [])]
    return render(request, "incidents/people.html", context, status=422 if any(f.errors for f in asked) else 200)


def _participation(participant: Participant, edited: tuple[Participant, ParticipationForm] | None) -> ParticipationForm:
    if edited and edited[0].pk == participant.pk:
        return edited[1]
    now = ParticipationForm.typed(participant)
    return knowing(ParticipationForm(initial=now, auto_id=f"p{participant.pk.hex}_%s"), now)


def _answers(answer: Any) -> dict[str, Any]:
    names = ("was_involved", "in_authority", "owning_expert", "reason")
    return {name: getattr(answer, name) for name in names} if answer else {}


def _everybody(study: Retrospective) -> list[tuple[str, str]]:
    return Choices(study, list(study.participants.filter(left_at=None))).everybody()


def _participant(study: Retrospective, participant_id: UUID) -> Participant:
    found = study.participants.filter(pk=participant_id, left_at=None).select_related("person").first()
    if found is None:
        raise NotFound()
    found.retrospective = study
    return found


@login_required
@require_GET
def people(request: HttpRequest, study_id: UUID) -> HttpResponse:
    return _page(request, get_study(me(request), study_id))


@login_required
@require_POST
def facilitator(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    check_can_give_roles(study, user)
    form = FacilitatorForm(request.POST, people=_everybody(study), auto_id="facilitator_%s")
    role = attempt(form, lambda: choose_facilitator(study, form.cleaned_data["person"], by=user))
    if role is None:
        return _page(request, study, facilitator_form=form)
    messages.success(request, f"{role.person.display_name} prepares this study, and says next how near they are to it.")
    if Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        return to("people-of-study", study.pk, anchor="facilitator")
    return to("studies")


@login_required
@require_POST
def nearness(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    form = ClosenessForm(request.POST, auto_id="closeness_%s")
    if attempt(form, lambda: answer_conflict_check(study, by=user, **form.cleaned_data)) is None:
        return _page(request, study, closeness_form=form)
    return to("people-of-study", study.pk, anchor="facilitator")


@login_required
@require_POST
def participants(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    check_can_analyse(study, user)
    form = ParticipantForm(request.POST, people=_everybody(study), auto_id="new_%s")
    added = attempt(form, lambda: add_participant(study, by=user, **form.cleaned_data))
    if added is None:
        return _page(request, study, participant_form=form)
    return to("people-of-study", study.pk, anchor=f"participant-{added.pk}")


@login_required
@require_POST
def participant(request: HttpRequest, study_id: UUID, participant_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    found = _participant(study, participant_id)
    typed = ParticipationForm.typed(found)
    form = knowing(ParticipationForm(request.POST, initial=typed, auto_id=f"p{found.pk.hex}_%s"), typed)

    def now() -> dict[str, Any]:
        return ParticipationForm.typed(_participant(study, participant_id))

    def write() -> Participant:
        given = form.cleaned_data
        if found.person_id == user.pk and not can_analyse(study, user):
            given = {name: value for name, value in given.items() if name != "reports_to_facilitator"}
        return change_participant(found, by=user, **given)

    if attempt(form, lambda: unless_changed(form, now, write)) is None:
        return _page(request, study, edited=(found, form))
    return to("people-of-study", study.pk, anchor=f"participant-{found.pk}")


@login_required
@require_POST
def departure(request: HttpRequest, study_id: UUID, participant_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    remove_participant(_participant(study, participant_id), by=user)
    if Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        return to("people-of-study", study.pk)
    messages.success(request, "You have left the study.")
    return to("studies")


@login_required
@require_POST
def display(request: HttpRequest, study_id: UUID, participant_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    found = _participant(study, participant_id)
    form = DisplayForm(request.POST, auto_id="display_%s")
    if attempt(form, lambda: choose_display(found, form.cleaned_data["display"], by=user)) is None:
        return _page(request, study, display_form=form)
    messages.success(request, "Saved.")
    return to("people-of-study", study.pk, anchor=f"participant-{found.pk}")


@login_required
@require_POST
def invitations(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Everybody who was not invited yet, or the one whose id is ``participant``."""
    study, user = get_study(me(request), study_id), me(request)
    one = request.POST.get("participant", "")
    only = None
    if one:
        only = [p for p in study.participants.filter(left_at=None) if str(p.pk) == one]
        if not only:
            raise NotFound()
    invited = invite_participants(study, by=user, only=only)
    told = "1 person is invited" if len(invited) == 1 else f"{len(invited)} people are invited"
    messages.success(request, f"{told} to tell it.")
    return to("people-of-study", study.pk, anchor="people")


@login_required
@require_POST
def roles(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    check_can_give_roles(study, user)
    form = RoleForm(request.POST, people=_everybody(study), auto_id="role_%s")
    if attempt(form, lambda: give_role(study, form.cleaned_data["person"], form.cleaned_data["role"], by=user)) is None:
        return _page(request, study, role_form=form)
    return to("people-of-study", study.pk, anchor="roles")


@login_required
@require_POST
def role_end(request: HttpRequest, study_id: UUID, role_id: UUID) -> HttpResponse:
    study, user = get_study(me(request), study_id), me(request)
    role = study.roles.filter(pk=role_id).select_related("person").first()
    if role is None:
        raise NotFound()
    take_back_role(study, role.person, role.role, by=user)
    if Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        return to("people-of-study", study.pk, anchor="roles")
    return to("studies")
