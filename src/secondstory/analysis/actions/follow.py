"""Wanting to know. A question somebody follows is 'being followed'."""

from __future__ import annotations

from secondstory.analysis import policies
from secondstory.analysis.models import Following, Mystery
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def follow(mystery: Mystery, *, by: Person) -> Mystery:
    policies.check_can_read_question(mystery, by)
    mystery.refresh_from_db(fields=["state"])
    _, is_new = Following.objects.get_or_create(mystery=mystery, created_by=by)
    if mystery.state == Mystery.State.OPEN:
        mystery.state = Mystery.State.FOLLOWED
        mystery.save(update_fields=["state"])
    if is_new:
        record("mystery.followed", about=mystery, by=by)
    return mystery


@action
def let_go(mystery: Mystery, *, by: Person) -> Mystery:
    """Follow it no longer; when nobody does, it is simply open."""
    policies.check_can_read_question(mystery, by)
    mystery.refresh_from_db(fields=["state"])
    gone, _ = Following.objects.filter(mystery=mystery, created_by=by).delete()
    if gone:
        if mystery.state == Mystery.State.FOLLOWED and not mystery.followings.exists():
            mystery.state = Mystery.State.OPEN
            mystery.save(update_fields=["state"])
        record("mystery.let_go", about=mystery, by=by)
    return mystery
