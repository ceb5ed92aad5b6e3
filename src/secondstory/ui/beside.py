"""What the packages above show on a page of one below, under the name of the place (config/wiring.py connects them).

{% beside "team" team %}      # in the page of the lower package
stands_beside("team", shown)  # shown(request, team) gives HTML, or nothing
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Shown = Callable[[HttpRequest, Any], SafeString]
_shown: dict[str, list[Shown]] = {}


def stands_beside(place: str, shown: Shown) -> None:
    here = _shown.setdefault(place, [])
    if shown not in here:
        here.append(shown)


def beside(place: str, request: HttpRequest, what: Any) -> SafeString:
    return mark_safe("".join(one(request, what) for one in _shown.get(place, ())))  # noqa: S308 - each is safe already
