"""Which of our sections a heading means."""

from __future__ import annotations

import re
from functools import lru_cache

from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.phrases import PHRASES
from secondstory.importers.markdown.shapes import SectionKind as Kind

_NUMBER = re.compile(r"^(?:(?:\d+(?:\.\d+)*[.):]*|[ivx]+[.)]|[a-h][.)])\s+)", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w(\[#]+|[^\w)\]%]+$")
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_PARTS = re.compile(r"\s*(?:/|\|| - | – | — |: )\s*")
_JOINTS = re.compile(r",? (?:&|and) ")
_ASKING = re.compile(r"^(?:what (?:was|were|is|are) |who (?:was|were) )?(?:the|our|a) ")
_LONGEST = 400
_COMPILED = tuple((kind, re.compile("|".join(f"(?:{phrase})" for phrase in phrases))) for kind, phrases in PHRASES)

# Kinds whose words mean the same in the second half of a heading.
_SURE = {Kind.TIMELINE, Kind.RECOMMENDATIONS, Kind.CONDITIONS, Kind.WENT_WELL, Kind.COULD_BE_BETTER, Kind.LUCKY}


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> Kind | None:
    """Our section for a heading as written, or None when it is the author's own."""
    if len(heading) > _LONGEST:
        return None
    words = plain_heading(heading)
    plain = _ASIDE.sub(" ", words).strip()
    return _of_words(words) or _of_words(plain) or _of_words(_ASKING.sub("", plain)) or _of_parts(words, plain)


def plain_heading(heading: str) -> str:
    """Lower case, without number, emoji, marks and closing punctuation."""
    words = bare(heading).casefold().replace("’", "'").replace("‘", "'").lstrip("# ")
    words = _NUMBER.sub("", _EDGES.sub("", words))
    return _EDGES.sub("", words).strip()


def _of_words(words: str) -> Kind | None:
    if not words:
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(words)), None)


def _of_parts(words: str, plain: str) -> Kind | None:
    """``Timeline - May 29``, ``Lessons learned / action items``, ``What went well & where we got lucky``.

    A part that asks for something of ours is meant before one that is told in passing.
    """
    kinds = [_of_words(_EDGES.sub("", part)) for part in _PARTS.split(plain)[:2]]
    if len(kinds) == 2 and any(kinds):
        return next((kind for kind in kinds if kind in _SURE), kinds[0])
    if any("root" in aside and _of_words(aside.strip()) for aside in _ASIDE.findall(words)):
        return Kind.CONDITIONS
    joined = [_of_words(part) for part in _JOINTS.split(plain)]
    return joined[0] if len(joined) > 1 and all(joined) else None
