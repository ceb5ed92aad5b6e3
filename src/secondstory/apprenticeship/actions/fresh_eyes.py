"""What somebody new writes down for themself, what of it becomes a question, and when they are asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.apprenticeship.models import AskedAfresh, FreshDraft, FreshEyes
from secondstory.apprenticeship.queries import words_in
from secondstory.apprenticeship.sealing import about_draft, close
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound

LATER = timedelta(days=14)
MOST = 4000


@action
def keep_fresh_draft(about: str, text: str, *, by: Person) -> FreshDraft | None:
    """For oneself alone. An empty text removes it. The same again changes nothing."""
    if about not in FreshDraft.About.values:
        raise NotFound()
    text = prose(text, most=MOST, field="text")
    found: FreshDraft | None = FreshDraft.objects.filter(author=by, about=about).first()
    if not text:
        if found is not None:
            record("fresh_draft.removed", about=found, by=by)
            found.delete()
        return None
    if found is not None and words_in(found) == text:
        return found
    found = found or FreshDraft(author=by, about=about, created_by=by)
    found.sealed = close({"text": text}, about=about_draft(found.pk, by.pk))
    found.save()
    record("fresh_draft.written", about=found, by=by)
    return found


@action
def ask_afresh(
    question: str,
    *,
    by: Person,
    team: Team | None = None,
    anonymous: bool = False,
    marked: bool = True,
    services: Collection[Service] = (),
) -> Mystery:
    """A question to the organization, or to ``team``; ``marked`` as asked with fresh eyes. The draft it grew from stays
    as it is: to remove it now would tell, in the journal, who asked without a name."""
    asked = raise_mystery(question, by=by, team=team, anonymous=anonymous, services=services)
    if marked:
        AskedAfresh.objects.get_or_create(mystery=asked)
    return asked


@action
def ask_me_later(*, by: Person) -> FreshEyes:
    """'Not now', or 'I am new to something': asked on the first page in two weeks."""
    found, _ = FreshEyes.objects.get_or_create(person=by, defaults={"created_by": by})
    day = timezone.localdate() + LATER
    if found.ask_from != day or found.let_be_at is not None:
        found.ask_from, found.let_be_at = day, None
        found.save()
        record("fresh_eyes.later", about=found, by=by)
    return found


@action
def let_me_be(*, by: Person) -> FreshEyes:
    found, _ = FreshEyes.objects.get_or_create(person=by, defaults={"created_by": by})
    if found.let_be_at is None:
        found.let_be_at = timezone.now()
        found.save()
        record("fresh_eyes.let_be", about=found, by=by)
    return found
