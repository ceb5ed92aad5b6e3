"""What is being talked about, and each conversation, beside a thing or on a topic of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.analysis.models import Mystery
from secondstory.commons import conversation as seen
from secondstory.commons.actions.say import open_topic, say, say_about
from secondstory.commons.conduct import words
from secondstory.commons.forms import ReplyForm, SayForm, TopicForm
from secondstory.commons.models import Discussion, Remark
from secondstory.commons.policies import is_moderator
from secondstory.commons.views.frame import HERE, teams_of
from secondstory.concepts.cards import cards
from secondstory.incidents.keyset import page
from secondstory.incidents.models import NoteAudience
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication
from secondstory.publishing.text import without_marks
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me


@dataclass(frozen=True, slots=True)
class Row:
    discussion: Discussion
    named: seen.Named
    words: str


@login_required
@require_GET
def talking(request: HttpRequest) -> HttpResponse:
    """What this person reads, by when something was said last. Three statements, whatever there is."""
    user = me(request)
    rows = Discussion.objects.visible_to(user).with_newest_words().select_related(*seen.WITH)
    shown = page(rows, request.GET, by="last_said_at")
    context = {
        "rows": [Row(one, seen.named(one), without_marks(vars(one)["newest_words"] or "")) for one in shown.rows],
        "page": shown,
        "moderates": is_moderator(user),
        **HERE,
    }
    return render(request, "commons/talking.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_topic(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = TopicForm(
        request.POST if request.method == "POST" else None,
        teams=teams_of(user),
        initial={"audience": NoteAudience.ORGANIZATION.value},
    )

    def begin() -> Remark:
        return open_topic(form.cleaned_data["title"], form.cleaned_data["text"], by=user, **form.circle)

    if form.is_bound and (made := attempt(form, begin)):
        messages.success(request, "It stands here for those who can read it.")
        return redirect("discussion", made.discussion_id)
    context = {"form": form, "conduct": words(), **HERE}
    return render(request, "commons/topic.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class About:
    """A conversation to be, or one that began: how it is called, who reads it, and how one says something in it."""

    named: seen.Named
    who: str
    discussion: Discussion | None
    say: Callable[[str], Remark]


@login_required
@require_http_methods(["GET", "POST"])
def discussion(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """By its own address. Beside a thing it has another one, which leads there sooner."""
    user = me(request)
    rows = Discussion.objects.visible_to(user).select_related(*seen.WITH)
    found = rows.filter(pk=discussion_id).first()
    if found is None:
        raise NotFound()
    here = seen.named(found)
    if request.method == "GET" and found.kind != Discussion.Kind.TOPIC:
        return redirect(here.url)
    return _show(request, About(here, seen.readers_of(found), found, lambda text: say(found, text, by=user)))


@login_required
@require_http_methods(["GET", "POST"])
def of_text(request: HttpRequest, slug: str) -> HttpResponse:
    user = me(request)
    text = Publication.objects.visible_to(user).select_related("team").filter(slug=slug).first()
    if text is None:
        raise NotFound()
    here = seen.Named(
        text.title, "A published text", reverse("talk-of-text", args=[slug]), reverse("publication", args=[slug])
    )
    who = seen.readers_of_text(text.audience, text.team.name if text.team else "")
    return _show(request, About(here, who, _begun(publication=text), lambda words: say_about(text, words, by=user)))


@login_required
@require_http_methods(["GET", "POST"])
def of_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user = me(request)
    question = Mystery.objects.visible_to(user).select_related("team").filter(pk=question_id).first()
    if question is None:
        raise NotFound()
    here = seen.Named(
        question.question,
        "An open question",
        reverse("talk-of-question", args=[question_id]),
        reverse("question", args=[question_id]),
    )
    begun = _begun(mystery=question)
    who = seen.readers_of_question(question)
    return _show(request, About(here, who, begun, lambda words: say_about(question, words, by=user)))


@login_required
@require_http_methods(["GET", "POST"])
def of_idea(request: HttpRequest, key: str) -> HttpResponse:
    user = me(request)
    card = cards().get(key)
    if card is None:
        raise NotFound()
    here = seen.Named(card.name, "An idea", reverse("talk-of-idea", args=[key]), reverse("idea", args=[key]))
    return _show(request, About(here, seen.EVERYBODY, _begun(idea=key), lambda words: say_about(key, words, by=user)))


def _begun(**thing: Any) -> Discussion | None:
    """Of a thing that whoever asks was found to read."""
    return Discussion.objects.filter(**thing).first()


def _show(request: HttpRequest, about: About) -> HttpResponse:
    form = SayForm(request.POST if request.method == "POST" else None)
    if form.is_bound and (made := attempt(form, lambda: about.say(form.cleaned_data["text"]))):
        messages.success(request, "It stands here. You can change it or take it back at any time.")
        return redirect(seen.spot(made, about.named))
    context = {"about": about.named, "who": about.who, "form": form, **conversation(request, about.discussion), **HERE}
    return render(request, "commons/discussion.html", context, status=422 if form.errors else 200)


def conversation(request: HttpRequest, of: Discussion | None) -> dict[str, Any]:
    """What was said in it, oldest first, a page at a time; with the conduct that holds here."""
    user = me(request)
    moderates = is_moderator(user)
    said: list[seen.Said] = []
    shown = None
    if of is not None:
        rows = Remark.objects.filter(discussion=of, reply_to=None).visible_to(user).select_related("created_by")
        shown = page(rows, request.GET, by="created_at", oldest_first=True)
        said = seen.with_replies(shown.rows, user, moderates=moderates)
    return {"said": said, "page": shown, "moderates": moderates, "reply_form": reply_form(user), "conduct": words()}


def reply_form(user: Person) -> ReplyForm:
    return ReplyForm(auto_id=False)
