"""The address of a publication: its year and the first words of its title, for life."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from django.utils.text import slugify

LONGEST = 60


def slug(title: str, year: int) -> str:
    """``2017-the-only-live-copy``; cut at a word. A title without a Latin letter is called a study."""
    words = slugify(title).split("-")
    kept = words[0][:LONGEST]
    for word in words[1:]:
        if len(kept) + 1 + len(word) > LONGEST:
            break
        kept = f"{kept}-{word}"
    return f"{year}-{kept or 'study'}"


def free_slug(title: str, year: int, *, is_taken: Callable[[str], bool]) -> str:
    """The slug, with a number when another publication has it already."""
    wanted = slug(title, year)
    if not is_taken(wanted):
        return wanted
    return next(f"{wanted}-{number}" for number in count(2) if not is_taken(f"{wanted}-{number}"))
