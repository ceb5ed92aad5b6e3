"""What I follow; following one thing; and the link in a mail that ends such mails."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.newsletter.actions.follow import follow, stop_mails, unfollow
from secondstory.newsletter.actions.keep_newsletter import sign_off
from secondstory.newsletter.following_mail import A_WEEK, WEEKLY, news
from secondstory.newsletter.forms import FollowForm
from secondstory.newsletter.issue_mail import SIGNED_UP
from secondstory.newsletter.models import Follow
from secondstory.newsletter.stop_links import read_stop
from secondstory.newsletter.subjects import (
    Subject,
    author_subject,
    factor_subject,
    find_subject,
    named_in,
    question_subject,
    service_subject,
    team_subject,
    text_subject,
    theme_subject,
)
from secondstory.notify.models import Message
from secondstory.notify.outbox import is_set_up
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me

LATELY = 4 * A_WEEK
MOST = 60
HERE = {"here": "library"}


@login_required
@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """Everything one follows, and what came about in it in the last four weeks. Nobody else sees this page."""
    user = me(request)
    follows = list(
        Follow.objects.visible_to(user).select_related("team", "service", "publication", "question", "author")
    )
    now = timezone.now()
    readable = _readable(user, follows)
    refused = Message.objects.filter(to=user, state=Message.State.REFUSED).order_by("-ended_at").first()
    return render(
        request,
        "newsletter/following.html",
        {
            "rows": [(one, _shown(one, readable)) for one in follows],
            "news": news(user, follows, now - LATELY, now)[:MOST],
            "refused": refused,
            "sends_mail": is_set_up(),
            **HERE,
        },
    )


def _readable(user: Person, follows: list[Follow]) -> set[UUID]:
    """Of the texts and questions among them, those that are still read. One statement each."""
    texts = {one.publication_id for one in follows if one.publication_id}
    questions = {one.question_id for one in follows if one.question_id}
    publication, question = Follow._meta.get_field("publication"), Follow._meta.get_field("question")
    read_texts: Any = publication.related_model
    read_questions: Any = question.related_model
    return {
        *read_texts.objects.visible_to(user).filter(pk__in=texts).order_by().values_list("pk", flat=True),
        *read_questions.objects.visible_to(user).filter(pk__in=questions).order_by().values_list("pk", flat=True),
    }


def _shown(one: Follow, readable: set[UUID]) -> Subject | None:
    """None for what this person no longer reads: nothing of it is told, and it can be let go."""
    if one.publication:
        return text_subject(one.publication) if one.publication_id in readable else None
    if one.question:
        return question_subject(one.question) if one.question_id in readable else None
    if one.team:
        return team_subject(one.team)
    if one.service:
        return service_subject(one.service)
    if one.author:
        return author_subject(one.author)
    return theme_subject(one.theme) if one.theme else factor_subject(one.factor)


@login_required
@require_http_methods(["GET", "POST"])
def subject(request: HttpRequest, word: str, at: str | UUID) -> HttpResponse:
    user = me(request)
    found = find_subject(user, word, at)
    mine = Follow.objects.visible_to(user).filter(**found.where).first()
    form = FollowForm(
        request.POST if request.method == "POST" else None, initial={"how": mine.how if mine else Follow.How.WEEKLY}
    )
    if form.is_bound and is_kept(form, lambda: follow(found, form.cleaned_data["how"], by=user)):
        messages.success(request, f"You follow {found.name}.")
        return redirect("following")
    context = {"subject": found, "mine": mine, "form": form, "sends_mail": is_set_up(), **HERE}
    return render(request, "newsletter/follow.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: HttpRequest, follow_id: UUID) -> HttpResponse:
    found = Follow.objects.visible_to(me(request)).filter(pk=follow_id).first()
    if found is None:
        raise NotFound()
    unfollow(found, by=me(request))
    messages.success(request, "You follow it no longer.")
    return redirect("following")


@never_cache
@csrf_exempt  # a mail program presses this for its reader, signed out (RFC 8058); the address is signed
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing: programs that look at links in mails would else end them. A press does, at once."""
    person, told = read_stop(token)
    if request.method == "POST":
        if isinstance(told, list):
            stop_mails(person, told)
        elif told == WEEKLY:
            weekly = Follow.objects.visible_to(person).filter(how=Follow.How.WEEKLY)
            stop_mails(person, [str(one) for one in weekly.values_list("pk", flat=True)])
        elif told == SIGNED_UP:
            sign_off(by=person)
    context = {"done": request.method == "POST", "here_is": request.path}
    answer = render(request, "newsletter/stop.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


# --- on other pages (config/wiring.py) ----------------------------------------------------------------


def _box(request: HttpRequest, subjects: list[Subject], heading: str = "") -> SafeString:
    """A quiet way to follow, for people who are signed in. One statement for all of them."""
    if not isinstance(request.user, Person) or not subjects:
        return mark_safe("")
    mine = {one.key: one for one in Follow.objects.visible_to(request.user)}
    rows = [(one, mine.get((one.word, one.value if isinstance(one.value, str) else one.value.pk))) for one in subjects]
    return render_to_string("newsletter/_box.html", {"rows": rows, "heading": heading}, request)


def beside_team(request: HttpRequest, team: Any) -> SafeString:
    return _box(request, [team_subject(team)])


def beside_service(request: HttpRequest, service: Any) -> SafeString:
    return _box(request, [service_subject(service)])


def beside_text(request: HttpRequest, publication: Any) -> SafeString:
    if not isinstance(request.user, Person):
        return mark_safe("")
    return _box(request, [text_subject(publication), *named_in(publication)])


def beside_question(request: HttpRequest, question: Any) -> SafeString:
    return _box(request, [question_subject(question)])


def beside_theme(request: HttpRequest, theme: Any) -> SafeString:
    return _box(request, [theme_subject(str(theme))]) if theme else mark_safe("")


def beside_factor(request: HttpRequest, kind: Any) -> SafeString:
    return _box(request, [factor_subject(str(kind))])
