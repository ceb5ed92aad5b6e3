"""How somebody does their work, told from a conversation: with their word, and with a way back to it for those who read it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.analysis.actions.from_talks import (
    agree_to_work,
    check_can_tell_from,
    is_told_by,
    take_out_of_talk,
    tell_work_from_talk,
)
from secondstory.analysis.forms.known import WorkNoteForm
from secondstory.analysis.models import FromTalk, TalkAgreed
from secondstory.firsthand.models import Conversation
from secondstory.incidents.policies import holds
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me


def _talk(user: Person, study_id: UUID, conversation_id: UUID) -> Conversation:
    """Of the two who talk; for anybody else this page is not there."""
    found = (
        Conversation.objects.visible_to(user)
        .filter(retrospective_id=study_id, pk=conversation_id)
        .select_related("participant", "retrospective")
        .first()
    )
    if found is None or user.pk not in (found.participant.person_id, found.interviewer_id):
        raise NotFound()
    return found


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def from_talk(request: HttpRequest, study_id: UUID, conversation_id: UUID) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    talk = _talk(user, study_id, conversation_id)
    form = WorkNoteForm(request.POST if request.method == "POST" else None, of_study=True, is_new=False)
    if request.method == "POST" and form.is_valid():
        check_can_tell_from(talk, user)
        told = form.told
        if note := attempt(form, lambda: tell_work_from_talk(talk, by=user, **told)):
            messages.success(request, "It is kept, and leads back here for the two of you.")
            return redirect("work-note", note.pk)
    links = FromTalk.objects.visible_to(user).filter(conversation=talk).select_related("note")
    context = {
        **frame(study, current="accounts"),
        "talk": talk,
        "links": list(links),
        "is_told_by": is_told_by(talk, user),
        "has_agreed": TalkAgreed.objects.filter(conversation=talk).exists(),
        "form": form if form.is_bound or holds(check_can_tell_from, talk, user) else None,
    }
    return render(request, "analysis/from_talk.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def agreement(request: HttpRequest, study_id: UUID, conversation_id: UUID) -> HttpResponse:
    user = me(request)
    agree_to_work(_talk(user, study_id, conversation_id), request.POST.get("yes") == "yes", by=user)
    return redirect("from-talk", study_id, conversation_id)


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, conversation_id: UUID, from_talk_id: UUID) -> HttpResponse:
    user = me(request)
    talk = _talk(user, study_id, conversation_id)
    link = (
        FromTalk.objects.visible_to(user)
        .filter(conversation=talk, pk=from_talk_id)
        .select_related("note", "conversation__participant")
        .first()
    )
    if link is None:
        raise NotFound()
    take_out_of_talk(link, by=user)
    messages.success(request, "It is taken out.")
    return redirect("from-talk", study_id, conversation_id)
