"""The address of a publication: its year and the first words of its title, for life."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from django.utils.text import slugify

LONGEST = 48
# Words an address does not end on when it had to be cut.
SMALL = frozenset(["a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "one", "or"])
SMALL |= frozenset(["our", "that", "the", "their", "this", "to", "was", "were", "when", "which", "who", "with"])


def slug(title: str, year: int) -> str:
    """``2017-the-only-live-copy``; cut at a word. A title without a Latin letter is called a study."""
    words = [word for word in slugify(title).split("-") if word]
    kept: list[str] = []
    while words and len("-".join([*kept, words[0]])) <= LONGEST:
        kept.append(words.pop(0))
    while words and len(kept) > 1 and kept[-1] in SMALL:
        kept.pop()
    return f"{year}-{'-'.join(kept) or (words[0][:LONGEST] if words else 'study')}"


def free_slug(title: str, year: int, *, is_taken: Callable[[str], bool]) -> str:
    """The slug, with a number when another publication has it already."""
    wanted = slug(title, year)
    if not is_taken(wanted):
        return wanted
    return next(f"{wanted}-{number}" for number in count(2) if not is_taken(f"{wanted}-{number}"))
