"""What people follow, and the newsletter they gather."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from secondstory.demo.people import Cast
from secondstory.newsletter.actions.follow import follow
from secondstory.newsletter.actions.gather_issue import begin_issue, make_ready, word_issue, word_item
from secondstory.newsletter.actions.keep_newsletter import name_editor, set_rhythm, sign_up
from secondstory.newsletter.actions.publish_issue import publish_issue
from secondstory.newsletter.models import IssueItem
from secondstory.newsletter.subjects import find_subject
from secondstory.people.models import Service, Team

RHYTHM = timedelta(days=12)


def tell_others(story: dict[str, Any], cast: Cast, today: date) -> None:
    for told in story["follows"]:
        person = cast.people[told["by"]]
        named = Team if told["word"] == "team" else Service
        at = named.objects.values_list("slug", flat=True).get(name=told["at"])
        follow(find_subject(person, told["word"], at), told["how"], by=person)
    _newsletter(story, cast, today)


def _newsletter(story: dict[str, Any], cast: Cast, today: date) -> None:
    its = story["newsletter"]
    steward = next(person for person in cast.people.values() if person.is_steward)
    editor = cast.people[its["editor"]]
    name_editor(editor, by=steward)
    set_rhythm(its["name"], its["every_weeks"], today + RHYTHM, by=editor)
    for key in its["signed_up"]:
        sign_up(by=cast.people[key])
    issue = begin_issue(story["issue"]["title"], today, by=editor)
    word_issue(issue, issue.title, today, story["issue"]["intro"], by=editor)
    about = IssueItem.objects.select_related("issue").get(issue=issue, publication__title=story["issue"]["about"])
    word_item(about, story["issue"]["words"], by=editor)
    make_ready(issue, by=editor)
    publish_issue(issue)
    begin_issue(story["next"]["title"], today + RHYTHM, by=editor)
