"""Patterns that could take for ever: found by looking at the pattern, before it meets a text.

Python's matcher tries every way to split a text between repeats. Two shapes make the number of ways explode: a repeat inside a
repeat that can cut the same characters differently, and repeats in a row that can each take the other's characters. Both are
refused; bounded repeats are let through while the product of their bounds stays small.
"""

from __future__ import annotations

import re
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

FAR = 200  # a repeat that may go further than this counts as unbounded
WAYS = 200_000  # ways to split one sentence between the bounded repeats of one pattern

Chars = frozenset[int] | None  # None: any character
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
SAMPLE = [chr(code) for code in range(128)] + ["\u00e9", "\u2019", "\u4e00"]


def danger(pattern: str) -> str | None:
    """Why ``pattern`` could take for ever, as the end of a sentence; None when it cannot.

    :raises re.error: when it is no pattern at all.
    """
    tree = _parser.parse(pattern)
    return look(tree, 1)[0]


def look(items: Any, ways: int) -> tuple[str | None, int]:
    """The danger in a sequence, and the ways to match it, beginning with ``ways``."""
    tail: list[tuple[Chars, bool]] = []  # what open-ended repeats before here may take, and whether it is unbounded
    for op, argument in items:
        if op in REPEATS or op is sre.POSSESSIVE_REPEAT:
            low, high, body = argument
            far = int(high) > FAR
            if op in REPEATS and int(high) != int(low):
                if (why := nested(body, int(high), far)) is not None:
                    return why, ways
                taken = characters(body)
                if far and any(before_far and meet(taken, before) for before, before_far in tail):
                    return "two open-ended repeats in a row can take each other's characters", ways
                if int(high) > 1:
                    wide = taken is None or len(taken) > 2
                    if not far and wide:
                        ways *= int(high) - int(low) + 1
                    if ways > WAYS:
                        return f"its repeats can share one sentence in more than {WAYS:,} ways", ways
                    tail.append((taken, far))
            why, ways = look(body, ways)
            if why:
                return why, ways
            if int(low) > 0:
                tail = [entry for entry in tail if meet(entry[0], characters(body))]
            continue
        for inner in bodies(op, argument):
            why, inner_ways = look(inner, ways)
            if why:
                return why, ways
            ways = max(ways, inner_ways)
        if not nullable([(op, argument)]):
            taken = characters([(op, argument)])
            tail = [entry for entry in tail if meet(entry[0], taken)]
    return None, ways


def nested(body: Any, high: int, far: bool) -> str | None:
    """Whether a repeat of ``body`` can cut the same characters in different ways."""
    if high <= 1:
        return None
    if not far and high <= 12 and fenced(body):
        return None
    for op, argument in walk(body):
        if op in REPEATS and int(argument[0]) != int(argument[1]):
            if far and not fenced(body):
                return "a repeat inside an open-ended repeat can cut the same words in many ways"
            if int(argument[1]) > FAR and not fenced(body):
                return "an open-ended repeat inside another repeat can cut the same words in many ways"
            if far:
                return "a repeat inside an open-ended repeat can cut the same words in many ways"
        if op is sre.BRANCH and far:
            starts = [first(branch) for branch in argument[1]]
            if any(meet(one, other) for number, one in enumerate(starts) for other in starts[number + 1 :]):
                return "the branches inside an open-ended repeat can begin with the same character"
    return None


def fenced(body: Any) -> bool:
    """Whether one end of ``body`` is a character that no variable part of it can take: then there is one way to cut it."""
    items = list(body)
    while len(items) == 1 and items[0][0] is sre.SUBPATTERN:
        items = list(items[0][1][3])
    variable = [argument[2] for op, argument in walk(items) if op in REPEATS and int(argument[0]) != int(argument[1])]
    for edge in (items[:1], items[-1:]):
        if edge and edge[0][0] in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
            taken = characters(edge)
            if not any(meet(taken, characters(part)) for part in variable):
                return True
    return False


def bodies(op: Any, argument: Any) -> list[Any]:
    if op is sre.SUBPATTERN:
        return [argument[3]]
    if op is sre.BRANCH:
        return list(argument[1])
    if op is sre.ATOMIC_GROUP:
        return [argument]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    if op is sre.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


def walk(items: Any) -> list[tuple[Any, Any]]:
    """Every part of a pattern, at any depth."""
    found: list[tuple[Any, Any]] = []
    for op, argument in items:
        found.append((op, argument))
        inner = [argument[2]] if op in REPEATS or op is sre.POSSESSIVE_REPEAT else bodies(op, argument)
        for body in inner:
            found += walk(body)
    return found


def characters(items: Any) -> Chars:
    """What characters a part of a pattern may take, of a sample; None for any."""
    taken: set[int] = set()
    for op, argument in items:
        if op is sre.LITERAL:
            taken.add(argument)
        elif op is sre.IN:
            one = re.compile(class_of(argument))
            taken |= {ord(character) for character in SAMPLE if one.match(character)}
        elif op is sre.NOT_LITERAL:
            taken |= {ord(character) for character in SAMPLE if ord(character) != argument}
        elif op is sre.ANY:
            return None
        elif op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            continue
        elif op in (sre.GROUPREF, sre.GROUPREF_EXISTS):
            return None
        else:
            inner = [argument[2]] if op in REPEATS or op is sre.POSSESSIVE_REPEAT else bodies(op, argument)
            for body in inner:
                more = characters(body)
                if more is None:
                    return None
                taken |= more
    return frozenset(taken)


CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def class_of(items: Any) -> str:
    """A parsed character class, written again."""
    parts, negated = [], ""
    for op, argument in items:
        if op is sre.NEGATE:
            negated = "^"
        elif op is sre.LITERAL:
            parts.append(re.escape(chr(argument)))
        elif op is sre.RANGE:
            parts.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        elif op is sre.CATEGORY:
            parts.append(CATEGORIES[argument])
    return f"[{negated}{''.join(parts)}]"


def first(items: Any) -> Chars:
    """What a part of a pattern may begin with."""
    taken: set[int] = set()
    for item in items:
        op, argument = item
        if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            continue
        inner = [argument[2]] if op in REPEATS else bodies(op, argument)
        if inner:
            for body in inner:
                more = first(body)
                if more is None:
                    return None
                taken |= more
        else:
            more = characters([item])
            if more is None:
                return None
            taken |= more
        if not nullable([item]):
            break
    return frozenset(taken)


def nullable(items: Any) -> bool:
    """Whether a part of a pattern may take nothing."""
    for op, argument in items:
        if op in REPEATS or op is sre.POSSESSIVE_REPEAT:
            if int(argument[0]) > 0 and not nullable(argument[2]):
                return False
        elif op is sre.BRANCH:
            if not any(nullable(branch) for branch in argument[1]):
                return False
        elif op in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            if not nullable(bodies(op, argument)[0]):
                return False
        elif op not in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            return False
    return True


def meet(one: Chars, other: Chars) -> bool:
    if one is None:
        return other is None or bool(other)
    return bool(one) if other is None else bool(one & other)
