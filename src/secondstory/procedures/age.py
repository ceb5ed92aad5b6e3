"""For how long a rule has stood, in words. Plain values, no database."""

from __future__ import annotations

from datetime import date

SMALL = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def age(since: date, today: date) -> str:
    """Whole months, then whole years: 'for three months', 'for a year', 'for 14 years'."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if since > today:
        return "not in force yet"
    if months < 1:
        return "for less than a month"
    if months < 12:
        return f"for {_many(months, 'month')}"
    return f"for {_many(months // 12, 'year')}"


def _many(number: int, word: str) -> str:
    return f"{SMALL[number] if number < len(SMALL) else number} {word}{'' if number == 1 else 's'}"
