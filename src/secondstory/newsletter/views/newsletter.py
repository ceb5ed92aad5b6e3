"""The newsletter as its readers see it: signing up and off, the archive, an issue, its feed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_GET, require_POST

from secondstory.incidents.keyset import page
from secondstory.newsletter.actions.gather_issue import newsletter
from secondstory.newsletter.actions.keep_newsletter import sign_off, sign_up
from secondstory.newsletter.models import Issue, IssueItem, SignUp
from secondstory.newsletter.policies import can_edit
from secondstory.newsletter.things import lines
from secondstory.notify.outbox import is_set_up
from secondstory.people.refusals import NotFound
from secondstory.publishing.feed_keys import feed_key, person_of
from secondstory.publishing.feeds import CONTENT_TYPE, NEWEST, absolute
from secondstory.ui.me import me
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

HERE = {"here": "library"}


@login_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    user = me(request)
    published = Issue.objects.visible_to(user).filter(state=Issue.State.PUBLISHED)
    return render(
        request,
        "newsletter/newsletter.html",
        {
            "newsletter": newsletter(),
            "page": page(published, request.GET, by="published_at"),
            "is_signed_up": SignUp.objects.filter(person=user).exists(),
            "can_edit": can_edit(user),
            "sends_mail": is_set_up(),
            "feed": absolute(f"{address('newsletter-feed')}?key={feed_key(user)}"),
            **HERE,
        },
    )


@login_required
@require_GET
def issue(request: HttpRequest, number: int) -> HttpResponse:
    """As it was sent, of what this person may read now; a text that was withdrawn shows its marker."""
    user = me(request)
    published = Issue.objects.visible_to(user).filter(state=Issue.State.PUBLISHED)
    found = published.filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise NotFound()
    told = lines(IssueItem.objects.filter(issue=found), user)
    context = {"issue": found, "lines": told, "newsletter": newsletter(), **HERE}
    return render(request, "newsletter/issue.html", context)


@login_required
@require_POST
def signing_up(request: HttpRequest) -> HttpResponse:
    sign_up(by=me(request))
    messages.success(request, "You get it from the next issue on.")
    return redirect("newsletter")


@login_required
@require_POST
def signing_off(request: HttpRequest) -> HttpResponse:
    sign_off(by=me(request))
    messages.success(request, "You get it no longer.")
    return redirect("newsletter")


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """Titles and links of issues, for whoever the key names; what an issue brings, its page shows."""
    key = request.GET.get("key", "")
    who = person_of(key) if key else request.user
    if not who.is_authenticated:
        raise NotFound()
    it = newsletter()
    made = Atom1Feed(
        title=it.name,
        link=absolute(address("newsletter")),
        description="",
        feed_url=absolute(address("newsletter-feed")),
        language="en",
    )
    published = Issue.objects.visible_to(who).filter(state=Issue.State.PUBLISHED).order_by("-number")
    for one in published[:NEWEST]:
        made.add_item(
            title=shorten(one.title),
            link=absolute(address("issue", one.number)),
            description="",
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.published_at,
            updateddate=one.published_at,
        )
    answer = HttpResponse(made.writeString("utf-8"), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "private, max-age=300"
    answer["Vary"] = "Cookie"
    return answer
