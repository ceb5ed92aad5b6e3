"""What went out as an Atom feed: titles and leads of the versions for outside, of nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.feedgenerator import Atom1Feed

from secondstory.outside.models import OutsideText
from secondstory.publishing.feeds import NEWEST, SUMMARY, absolute
from secondstory.ui.menu import address
from secondstory.ui.text import shorten


def newest() -> list[OutsideText]:
    return list(OutsideText.objects.visible_to(None).defer("canonical").newest_first()[:NEWEST])


def atom(title: str, texts: Sequence[OutsideText]) -> str:
    feed = Atom1Feed(
        title=title,
        link=absolute(address("outside")),
        description="",
        feed_url=absolute(address("outside-feed")),
        language="en",
    )
    for one in texts:
        feed.add_item(
            title=shorten(one.title),
            link=absolute(address("outside-text", one.slug)),
            description=shorten(one.lead, SUMMARY),
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.out_at,
            updateddate=one.out_at,
            author_name="secondstory",
        )
    return feed.writeString("utf-8")
