"""Patterns that could take for ever: found by looking at the pattern, before it meets a text.

Python's matcher tries every way to split a text between repeats. Two shapes make the number of ways explode: a repeat inside a
repeat that can cut the same characters differently, and repeats in a row that can each take the other's characters. Both are
refused; bounded repeats are let through while the product of their bounds stays small.
"""

from __future__ import annotations

import re
from math import prod
from re import _constants as sre  # type: ignore[attr-defined]  # the matcher's own parser is in no stubs
from re import _parser  # type: ignore[attr-defined]  # the matcher's own parser is in no stubs
from typing import Any

FAR = 200  # a repeat that may go further than this counts as unbounded
ROUNDS = 8  # so many rounds of a repeat of fixed length are looked at one after the other
WAYS = 100_000  # ways to split one sentence between the bounded repeats of one pattern

Chars = frozenset[int] | None  # None: any character
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
SAMPLE = [chr(code) for code in range(128)] + ["\u00e9", "\u2019", "\u4e00"]


Tail = tuple[
    tuple[Chars, bool, int], ...
]  # repeats that may still give back: what they take, whether open-ended, in how many ways


def danger(pattern: str) -> str | None:
    """Why ``pattern`` could take for ever, as the end of a sentence; None when it cannot.

    :raises re.error: when it is no pattern at all.
    """
    return look(_parser.parse(pattern), ())[0]


def look(items: Any, tail: Tail) -> tuple[str | None, Tail]:
    """The danger in a sequence after the repeats in ``tail``, and the repeats that may give back after it."""
    for op, argument in items:
        if op in REPEATS or op is sre.POSSESSIVE_REPEAT:
            why, tail = repeated(op, argument, tail)
            if why:
                return why, tail
            continue
        inner = bodies(op, argument)
        if inner:
            tails = []
            for body in inner:
                why, after = look(body, tail)
                if why:
                    return why, tail
                tails.append(after)
            if op not in (sre.ASSERT, sre.ASSERT_NOT):
                tail = max(tails, key=ways)
        elif not nullable([(op, argument)]):
            tail = past(tail, characters([(op, argument)]))
    return None, tail


def repeated(op: Any, argument: Any, tail: Tail) -> tuple[str | None, Tail]:
    low, high, body = int(argument[0]), int(argument[1]), argument[2]
    far = high > FAR
    taken = characters(body)
    if op in REPEATS and high != low:
        if (why := nested(body, high, far)) is not None:
            return why, tail
        if far and any(before_far and meet(taken, before) for before, before_far, _ in tail):
            return "two open-ended repeats in a row can take each other's characters", tail
    after = tail
    for _ in range(min(low, ROUNDS) if high == low else 1):
        why, after = look(body, after)
        if why:
            return why, tail
        if ways(after) > WAYS:
            return f"its repeats can share one sentence in more than {WAYS:,} ways", tail
    if op is sre.POSSESSIVE_REPEAT or high == low:
        return None, after if low else max(tail, after, key=ways)
    if high > 1:
        after = (*(past(tail, taken) if low else tail), (taken, far, 1 if far else high - low + 1))
    elif low == 0:
        after = max(tail, after, key=ways)
    if ways(after) > WAYS:
        return f"its repeats can share one sentence in more than {WAYS:,} ways", tail
    return None, after


def past(tail: Tail, taken: Chars) -> Tail:
    """The repeats that can still give back after something that takes ``taken``: those that could have taken it themselves."""
    return tuple(entry for entry in tail if meet(entry[0], taken))


def ways(tail: Tail) -> int:
    return prod(entry[2] for entry in tail)


def nested(body: Any, high: int, far: bool) -> str | None:
    """Whether a repeat of ``body`` can cut the same characters in different ways."""
    if high <= 1:
        return None
    if not far and high <= 12 and fenced(body):
        return None
    for op, argument in walk(body):
        if op in REPEATS and int(argument[0]) != int(argument[1]):
            if far and (int(argument[1]) > FAR or not fenced(body)):
                return "a repeat inside an open-ended repeat can cut the same words in many ways"
            if int(argument[1]) > FAR and not fenced(body):
                return "an open-ended repeat inside another repeat can cut the same words in many ways"
        if op is sre.BRANCH and far:
            starts = [first(branch) for branch in argument[1]]
            empty = sum(nullable(branch) for branch in argument[1]) > 1
            if empty or any(meet(one, other) for number, one in enumerate(starts) for other in starts[number + 1 :]):
                return "the branches inside an open-ended repeat can take the same characters"
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
