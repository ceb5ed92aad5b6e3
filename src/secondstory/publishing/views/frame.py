from __future__ import annotations

from django.http import HttpRequest


def with_query(request: HttpRequest, **changes: str) -> str:
    """This page's query with some names changed; an empty value takes the name out."""
    query = request.GET.copy()
    for name in ("before", "after", "from"):
        query.pop(name, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
