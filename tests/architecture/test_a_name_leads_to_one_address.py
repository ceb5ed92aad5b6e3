"""Two addresses of one name: which of them a link leads to would be left to the order of the packages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        elif one.name:
            yield one.name


def test_each_name_is_given_once():
    counted = Counter(names(get_resolver().url_patterns))
    assert len(counted) > 100
    assert [name for name, times in counted.items() if times > 1] == []
