"""Which published texts a frozen text leads to. Plain values."""

from __future__ import annotations

import re

# As it stands in a link: with the site's own address before it or without.
_ADDRESS = re.compile(rb"/library/([a-z0-9][a-z0-9-]{0,119})(?![a-z0-9-])")
MOST = 200


def slugs_in(canonical: bytes) -> list[str]:
    """The addresses of library texts in a canonical text, each once, as they come. What they lead to is looked up."""
    found = dict.fromkeys(match[1].decode() for match in _ADDRESS.finditer(canonical))
    return list(found)[:MOST]
