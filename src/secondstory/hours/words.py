"""Quarters of a day, in words. Plain values, no database."""

from __future__ import annotations

_PARTS = {0: "", 1: "a quarter of a day", 2: "half a day", 3: "three quarters of a day"}
_MORE = {1: "¼", 2: "½", 3: "¾"}


def days(quarters: int) -> str:
    """'a quarter of a day', 'a day', '2½ days'."""
    whole, rest = divmod(quarters, 4)
    if whole == 0:
        return _PARTS[rest] or "no time"
    if whole == 1 and rest == 0:
        return "a day"
    return f"{whole}{_MORE.get(rest, '')} days"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def several(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else "many"
