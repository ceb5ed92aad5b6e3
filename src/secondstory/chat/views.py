"""The doors of a chat, and one's own chat accounts."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.chat.actions.hear import hear
from secondstory.chat.actions.keep import Kept, keep
from secondstory.chat.actions.link import link_account, link_for, sender_of, unlink_account
from secondstory.chat.models import ChatAccount
from secondstory.chat.queries import person_of
from secondstory.chat.said import OTHER, SLACK, Challenge, Said, from_other, from_slack
from secondstory.chat.secrets import is_on, secret_of
from secondstory.chat.signatures import is_signed
from secondstory.incidents.audiences import readers_in_words
from secondstory.people.refusals import NotFound, Refusal, TooLarge
from secondstory.ui.me import me

LARGEST = 256 * 1024
log = logging.getLogger(__name__)
HELP = (
    "Write a line after the command, and it is kept as your note. ‘incident’ in front opens an incident, with what follows"
    " as its first notes. ‘link’ says that this account is yours."
)


class UnknownSender(Refusal):
    status = 403
    code = "unknown_sender"


class NotSigned(Refusal):
    status = 401
    code = "not_signed"

    def __init__(self) -> None:
        super().__init__("This was not signed with the secret, or too long ago. Nothing was read.")


@csrf_exempt  # signed by the chat instead; no cookie plays a part
@require_POST
def slack(request: HttpRequest) -> HttpResponse:
    """Slack shows what a command is answered, if the answer is a 200; so a sentence of ours is one, too."""

    def read(body: bytes) -> Said | Challenge:
        return from_slack(body, request.content_type or "")

    answer = _answered(request, SLACK, ("X-Slack-Request-Timestamp", "X-Slack-Signature"), "v0", read)
    if isinstance(answer, Challenge):
        return HttpResponse(answer.answer, content_type="text/plain")
    sentence, refusal = answer
    if refusal is not None and refusal.status in (401, 404, 413):
        return JsonResponse({"code": refusal.code, "sentence": sentence}, status=refusal.status)
    return JsonResponse({"response_type": "ephemeral", "text": sentence})


@csrf_exempt  # signed by the bridge instead; no cookie plays a part
@require_POST
def other(request: HttpRequest) -> HttpResponse:
    """Any other chat, through a bridge that signs."""
    names = ("X-Secondstory-Timestamp", "X-Secondstory-Signature")
    answer = _answered(request, OTHER, names, "s1", from_other)
    assert not isinstance(answer, Challenge)
    sentence, refusal = answer
    if refusal is None:
        return JsonResponse({"sentence": sentence})
    return JsonResponse({"code": refusal.code, "sentence": sentence}, status=refusal.status)


@sensitive_variables()
def _answered(
    request: HttpRequest,
    system: str,
    headers: tuple[str, str],
    version: str,
    read: Callable[[bytes], Said | Challenge],
) -> Challenge | tuple[str, Refusal | None]:
    """The sentence to answer with, and the refusal it comes from, if any. Never an error: a chat would send it again."""
    try:
        body = _body(request)
        seconds, signature = (request.headers.get(name, "") for name in headers)
        if not is_signed(secret_of(system), seconds, body, signature, version=version, now=time.time()):
            raise NotSigned
        said = read(body)
        if isinstance(said, Challenge):
            return said
        hear(signature, said.sender)
        return _done(said)
    except Refusal as refusal:
        return refusal.sentence, refusal
    except Exception as trouble:  # what it was is logged by type: its words may quote what was said
        log.error("chat stumbled on %s: %s", system, type(trouble).__name__)
        sentence = f"It could not be kept just now, and nothing was written. Write it at {settings.BASE_URL}/notes/"
        return sentence, Refusal(sentence, code="not_now")


def _body(request: HttpRequest) -> bytes:
    try:
        length = int(request.headers.get("Content-Length") or 0)
        body = b"" if length > LARGEST else request.body
    except (ValueError, RequestDataTooBig, OSError):
        length, body = LARGEST + 1, b""
    if length > LARGEST or len(body) > LARGEST:
        raise TooLarge("This is more than a chat sends at once. Import it as a file instead.")
    return body


def _done(said: Said) -> tuple[str, Refusal | None]:
    if said.verb == "help":
        return HELP, None
    if said.verb == "link":
        return f"Open this within a quarter of an hour, and say that this account is yours: {_link(said)}", None
    person = person_of(said.sender)
    if person is None:
        sentence = f"I do not know this account yet, so nothing was kept. Open this, then send it again: {_link(said)}"
        return sentence, UnknownSender(sentence)
    return _told(keep(said, by=person)), None


def _link(said: Said) -> str:
    return settings.BASE_URL + reverse("chat-link", args=[link_for(said.sender)])


def _told(kept: Kept) -> str:
    """Who reads it and where it stands; none of its words, since a chat has readers of its own."""
    first = kept.notes[0]
    who = readers_in_words(first.audience, first.team)
    if kept.incident:
        url = settings.BASE_URL + reverse("incident", args=[kept.incident.pk])
        return f"An incident is opened. {who} can read it: {url}"
    return f"Kept. {who} can read it: {settings.BASE_URL}{reverse('note', args=[first.pk])}"


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """One's own chat accounts, and whether a chat can write here at all."""
    own = list(ChatAccount.objects.visible_to(request.user))
    context = {"own": own, "slack_is_on": is_on("slack"), "other_is_on": is_on("other"), "here": "how-we-work"}
    return render(request, "chat/accounts.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, word: str) -> HttpResponse:
    """Which account it is; by POST, that it is one's own."""
    sender = sender_of(word)
    if request.method == "POST":
        link_account(word, by=me(request))
        messages.success(request, "What that account sends is kept as yours from now on.")
        return redirect("chat-accounts")
    return render(request, "chat/link.html", {"sender": sender, "here": "how-we-work"})


@login_required
@require_POST
def unlink(request: HttpRequest, chat_account_id: UUID) -> HttpResponse:
    found = ChatAccount.objects.visible_to(request.user).filter(pk=chat_account_id).first()
    if found is None:
        raise NotFound()
    unlink_account(found, by=me(request))
    messages.success(request, "It is taken back. What it brought stays yours.")
    return redirect("chat-accounts")
