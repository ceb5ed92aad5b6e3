"""Conversations: wished for, planned, held, noted, approved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.firsthand.actions.conversations import (
    approve_notes,
    call_off,
    hold,
    let_learners_read,
    note_off_record,
    plan_conversation,
    take_back_notes,
    wish_to_talk,
    write_notes,
)
from secondstory.firsthand.guide import GUIDE
from secondstory.firsthand.models import Conversation
from secondstory.firsthand.queries import Talk, off_record, talk_for, talks
from secondstory.firsthand.views.frame import my_part, private, show, to
from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import NoSuchMoment, read_moment
from secondstory.incidents.policies import can_facilitate
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.attempt import attempt
from secondstory.ui.forms import Form
from secondstory.ui.me import me

STAGE = "accounts"


class PlanForm(Form):
    participant = forms.ChoiceField(label="With whom?")
    planned_at = forms.CharField(
        label="When?", help_text="Such as 2026-03-02 10:00. Can stay open.", max_length=80, required=False
    )

    def __init__(self, *args: Any, study: Retrospective, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="plan-%s", **kwargs)
        self.study = study
        self.people = {str(p.pk): p for p in study.participants.filter(left_at=None).select_related("person")}
        shown = {key: p.person.display_name if p.person else p.role_label for key, p in self.people.items()}
        self.let_choose("participant", shown.items())

    def clean_planned_at(self) -> Any:
        typed = self.cleaned_data["planned_at"]
        if not typed:
            return None
        try:
            return read_moment(typed, self.study.zone).at
        except NoSuchMoment as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class HoldForm(Form):
    agreed_to_notes = forms.BooleanField(label="They agreed that notes are taken", required=False)
    agreed_to_recording = forms.BooleanField(label="They agreed to a recording", required=False)
    keep_until = forms.DateField(
        label="Keep the notes until",
        help_text="After that day they are deleted. Empty: as long as the study.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="hold-%s", **kwargs)


class NotesForm(Form):
    notes = forms.CharField(
        label="Notes, as they would say it",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "10"}),
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="notes-%s", **kwargs)


class OffRecordForm(Form):
    text = forms.CharField(
        label="Off the record",
        help_text="Kept without a name, a time of day or the conversation it came from. Write it so that it names nobody.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="off-%s", **kwargs)


@private
@require_http_methods(["GET", "POST"])
def conversations(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """GET lists those this person has a part in; POST plans one (the facilitator)."""
    user = me(request)
    study = get_study(user, study_id)
    may_plan = can_facilitate(study, user)
    form = PlanForm(request.POST or None, study=study) if may_plan else None
    if request.method == "POST":
        if form is None:
            raise NotFound()

        def write() -> Conversation:
            with_ = form.people[form.cleaned_data["participant"]]
            with_.retrospective = study
            return plan_conversation(with_, by=user, planned_at=form.cleaned_data["planned_at"])

        made = attempt(form, write)
        if made is not None:
            return to("conversation", study.pk, made.pk)
    return _list(request, study, form)


@private
@require_POST
def wish(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    part = my_part(request, study)
    if part is None:
        raise NotFound()
    wish_to_talk(part, by=me(request))
    messages.success(request, "The facilitator sees that you would rather talk, and comes to you.")
    return to("study-accounts", study.pk)


@private
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, study_id: UUID, conversation_id: UUID) -> HttpResponse:
    """GET: the guide, what was agreed to, the notes this person may read. POST: ``act`` says which verb."""
    user = me(request)
    study = get_study(user, study_id)
    found = (
        Conversation.objects.visible_to(user)
        .filter(retrospective=study, pk=conversation_id)
        .select_related("participant__person", "interviewer", "retrospective")
        .first()
    )
    if found is None:
        raise NotFound()
    found.retrospective = study
    talk = talk_for(found, user)
    hold_form = HoldForm(
        initial={name: getattr(found, name) for name in ("agreed_to_notes", "agreed_to_recording", "keep_until")}
    )
    notes_form = NotesForm(initial={"notes": talk.notes if talk.i_hold_it else "", "seen": found.number})
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "hold":
            hold_form = HoldForm(request.POST)
            done = attempt(hold_form, lambda: hold(found, by=user, **hold_form.cleaned_data))
        elif act == "notes":
            notes_form = NotesForm(request.POST)
            done = attempt(
                notes_form,
                lambda: write_notes(
                    found, notes_form.cleaned_data["notes"], by=user, seen=notes_form.cleaned_data["seen"]
                ),
            )
            if done is None and notes_form.is_bound:
                notes_form.data = {**request.POST.dict(), "seen": str(Conversation.objects.get(pk=found.pk).number)}
        else:
            done = _other(found, act, request)
        if done is not None:
            return to("conversation", study.pk, found.pk)
    return _one(request, study, talk, hold_form, notes_form)


@private
@require_POST
def off_the_record(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    form = OffRecordForm(request.POST)
    if attempt(form, lambda: note_off_record(study, form.cleaned_data["text"], by=user)) is None:
        return _list(request, study, PlanForm(study=study) if can_facilitate(study, user) else None, off_form=form)
    messages.success(request, "Kept, without a name.")
    return to("conversations", study.pk, anchor="off-record")


def _other(found: Conversation, act: str, request: HttpRequest) -> Conversation:
    user = me(request)
    if act == "approve":
        seen = request.POST.get("seen", "")
        return approve_notes(
            found,
            by=user,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
            version=_version(request.POST.get("version", "")),
        )
    if act == "take_back":
        return take_back_notes(found, by=user)
    if act == "learners":
        return let_learners_read(found, request.POST.get("yes") == "yes", by=user)
    if act == "call_off":
        return call_off(found, by=user)
    raise Refusal("This page asks for something this version does not know. Reload it.", code="unknown_act")


def _version(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _list(
    request: HttpRequest, study: Retrospective, form: PlanForm | None, *, off_form: OffRecordForm | None = None
) -> HttpResponse:
    user = me(request)
    is_facilitator = can_facilitate(study, user)
    mine = talks(study, user)
    context = frame(study, current=STAGE) | {
        "talks": mine,
        "may_note": is_facilitator or any(talk.i_hold_it for talk in mine),
        "form": form,
        "off_form": off_form or OffRecordForm(),
        "off_record": off_record(study, user) if is_facilitator else [],
        "is_facilitator": is_facilitator,
        "part": my_part(request, study),
    }
    asked = any(one is not None and one.errors for one in (form, off_form))
    return show(request, "conversations.html", context, status=422 if asked else 200)


def _one(
    request: HttpRequest, study: Retrospective, talk: Talk, hold_form: HoldForm, notes_form: NotesForm
) -> HttpResponse:
    context = frame(study, current=STAGE) | {
        "talk": talk,
        "one": talk.conversation,
        "hold_form": hold_form,
        "notes_form": notes_form,
        "guide": GUIDE,
        "approves": talk.is_mine or (talk.conversation.participant.person_id is None and talk.i_hold_it),
    }
    asked = hold_form.errors or notes_form.errors
    return show(request, "conversation.html", context, status=422 if asked else 200)
