"""Publications as an Atom feed: titles, links and what each opens (or its summary), never the text (invariant 29)."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from secondstory.publishing.models import Publication
from secondstory.publishing.opening import with_openings
from secondstory.publishing.querysets import PublicationQuerySet
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NEWEST = 30
SUMMARY = 400


def newest(publications: PublicationQuerySet) -> list[Publication]:
    found = list(publications.select_related("team").newest_first()[:NEWEST])
    with_openings(found)
    return found


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def atom(title: str, page: str, own: str, publications: Sequence[Publication]) -> str:
    """The feed as XML. Its own address is told without a reader's key, so that passing the file on gives nothing away."""
    feed = Atom1Feed(title=title, link=absolute(page), description="", feed_url=absolute(own), language="en")
    for one in publications:
        feed.add_item(
            title=shorten(one.title),
            link=absolute(address("publication", one.slug)),
            description=shorten(one.opening or one.summary, SUMMARY),
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.published_at,
            updateddate=one.published_at,
            author_name=one.team.name if one.team else "secondstory",
            categories=[str(one.year)],
        )
    return feed.writeString("utf-8")
