"""Reading one clock time at a given place of a text: 14:02, 14.02, 2:02 pm, 3pm, 14h02, noon, 14:??"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from .shapes import Precision

# White space on a line, with the invisible marks that chat tools and right-to-left text leave behind.
BLANK = r"[ \t\u00a0\u2000-\u200b\u200e\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]"

_MERIDIEM = rf"(?:{BLANK}?(?P<half>[ap])(?:\.{BLANK}?m\.?|m\b\.?))?"
# A number with a point is a time only when nothing says that it is an amount or a version.
_NOT_AN_AMOUNT = (
    rf"(?!\.?\d|{BLANK}?(?:%|(?:ms|s|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|x|times|k|kb|mb|gb|tb|"
    r"kib|mib|gib|tib|mbps|gbps|million|billion|percent|users|requests|releases?|or later|and above)\b))"
)
_NOT_A_LENGTH = rf"(?!{BLANK}?(?:hours?|hrs?|minutes?|mins?|seconds?|secs?){BLANK}(?:later|after|of|long|into))"

_CLOCK = re.compile(
    rf"""
    (?P<c>(?P<ch>2[0-4]|[01]?\d):(?P<cm>[0-5]\d)(?::(?P<cs>[0-5]\d|60)(?:[.,](?P<cf>\d{{1,9}}))?)?
        (?![:.]?\d){_MERIDIEM}{_NOT_A_LENGTH})
    | (?P<m>(?P<mh>0?[1-9]|1\d|2[0-3]){BLANK}?(?P<mhalf>[ap])(?:\.{BLANK}?m\.?|m\b\.?))
    | (?P<d>(?P<dh>2[0-4]|[01]?\d)\.(?P<dm>[0-5]\d)(?:(?<=\d\d\.\d\d)\.(?P<ds>[0-5]\d))?
        {_MERIDIEM.replace("half", "dhalf")}{_NOT_AN_AMOUNT})
    | (?P<f>(?P<fh>2[0-4]|[01]?\d)h(?P<fm>[0-5]\d)?(?:m(?:in)?)?(?![a-z\d]))
    | (?P<u>(?P<uh>2[0-4]|[01]?\d)[:.](?:\?\?|[xX]{{2}}|--|__|mm)(?!\w))
    | (?P<v>(?P<vh>2[0-4]|[01]?\d)[:.](?P<vm>[0-5])(?:\?|[xX]|_|…\??|\.\.\.\??)(?!\w))
    | (?P<t>0(?P<th>[01]\d|2[0-3]):(?P<tm>[0-5]\d)(?![:.]?\d))
    | (?P<r>(?P<rh>2[0-3]|[01]?\d):(?P<rr>\d{{1,2}}):(?P<rm>[0-5]\d)(?![:.]?\d))
    | (?P<s>(?P<sh>2[0-3]|[01]?\d):{BLANK}(?P<sm>[0-5]\d)(?!\d|[:.]\d)(?={BLANK}))
    | (?P<w>noon|midday|midnight)\b
    | (?P<p>(?<=T)(?P<ph>[01]\d|2[0-3])(?P<pm>[0-5]\d)(?P<ps>[0-5]\d)(?!\d))
    | (?P<k>(?P<kh>[01]\d|2[0-3])(?P<km>[0-5]\d)(?!\d|[-/.:]\d))
    """,
    re.IGNORECASE | re.VERBOSE,
)
# After the digits: a zone may stand against them, any other letter says that this was no time.
_END = re.compile(r"(?![^\W_])|(?=Z\b|T?(?:UTC|GMT)|[CEMPA][DES]?[SD]?T\b|ish\b|hrs?\b|h\b|Uhr\b)", re.IGNORECASE)
_MILITARY = re.compile(rf"{BLANK}?(?:hrs?|hours|h|Z|UTC|GMT|Uhr)\b", re.IGNORECASE)
_SUFFIX = re.compile(rf"{BLANK}?(?:hrs?|hours|h|Uhr)\b\.?", re.IGNORECASE)
_NO_CLOCK = re.compile(
    r"(?:--|__|\?\?|hh|xx|tbd|tbc|n/?a)(?:[:.](?:--|__|\?\?|mm|xx))?(?:[:.](?:--|\?\?|ss|xx))?(?![\w?-])"
    r"|\?{2,5}(?![\w?])",
    re.IGNORECASE,
)
_START_OF_RANGE = re.compile(
    rf"(?P<h>1[0-2]|0?[1-9])(?={BLANK}*(?:-|–|—|to\b){BLANK}*(?:1[0-2]|0?[1-9])(?::[0-5]\d)?{BLANK}?"
    r"[ap]\.?m)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as written. ``half`` is "a" or "p" where the text says am or pm."""

    at: time
    precision: Precision
    half: str | None = None
    dotted: bool = False
    compact: bool = False
    padded: bool = False
    next_day: bool = False
    approximate: bool = False
    note: str = ""

    def shifted(self, note: str = "") -> Clock:
        """The same reading of the dial, twelve hours on."""
        return replace(self, at=self.at.replace(hour=(self.at.hour + 12) % 24), half="p", note=note)

    @property
    def seconds(self) -> int:
        return self.at.hour * 3600 + self.at.minute * 60 + self.at.second


def read_clock(text: str, start: int, end: int) -> tuple[Clock, int] | None:
    """The clock time that begins exactly at ``start``, and where it ends."""
    m = _CLOCK.match(text, start, end)
    if not m:
        m = _START_OF_RANGE.match(text, start, end)
        if not m:
            return None
        # "10 - 11 am": the half of the day is written once, at the end.
        return Clock(time(int(m["h"])), Precision.HOUR), m.end()
    if not _END.match(text, m.end(), end):
        return None
    clock = _clock(m)
    if clock is None:
        return None
    stop = m.end()
    if clock.compact:
        if military := _MILITARY.match(text, stop, end):
            clock = replace(clock, compact=False)
            if military[0].strip().lower() in ("hrs", "hr", "hours", "h", "uhr"):
                stop = military.end()
    elif suffix := _SUFFIX.match(text, stop, end):
        stop = suffix.end()
    return clock, stop


def read_no_clock(text: str, start: int, end: int) -> int | None:
    """Where a placeholder such as ``--:--``, ``HH:mm`` or ``??:??`` ends."""
    m = _NO_CLOCK.match(text, start, end)
    return m.end() if m else None


def _clock(m: re.Match[str]) -> Clock | None:
    kind = m.lastgroup
    if m["c"]:
        second, fraction = int(m["cs"] or 0), m["cf"] or ""
        return _made(m["ch"], m["cm"], second, fraction, m["half"], Precision.SECOND if m["cs"] else Precision.MINUTE)
    if m["m"]:
        return _made(m["mh"], "0", 0, "", m["mhalf"], Precision.HOUR)
    if m["d"]:
        precision = Precision.SECOND if m["ds"] else Precision.MINUTE
        made = _made(m["dh"], m["dm"], int(m["ds"] or 0), "", m["dhalf"], precision)
        return made and replace(made, dotted=True)
    if m["f"]:
        precision = Precision.MINUTE if m["fm"] else Precision.HOUR
        return _made(m["fh"], m["fm"] or "0", 0, "", None, precision)
    if m["u"]:
        made = _made(m["uh"], "0", 0, "", None, Precision.HOUR)
        return made and replace(made, note="The minute is not known.")
    if m["v"]:
        made = _made(m["vh"], m["vm"] + "0", 0, "", None, Precision.HOUR)
        return made and replace(made, approximate=True, note="The minute is not fully known.")
    if m["t"]:
        made = _made(m["th"], m["tm"], 0, "", None, Precision.MINUTE)
        return made and replace(made, note=f"“{m['t']}” is read as {m['th']}:{m['tm']}.")
    if m["r"]:
        # "07:7:47": the hour was typed twice. Any other shape stays unread.
        if int(m["rh"]) != int(m["rr"]):
            return None
        made = _made(m["rh"], m["rm"], 0, "", None, Precision.MINUTE)
        return made and replace(made, note=f"“{m['r']}” is read as {m['rh']}:{m['rm']}.")
    if m["s"]:
        return _made(m["sh"], m["sm"], 0, "", None, Precision.MINUTE)
    if m["p"]:
        return _made(m["ph"], m["pm"], int(m["ps"]), "", None, Precision.SECOND)
    if m["w"]:
        noon = m["w"].lower() != "midnight"
        return Clock(time(12 if noon else 0), Precision.HOUR, padded=True, half="p" if noon else "a")
    assert kind is not None
    made = _made(m["kh"], m["km"], 0, "", None, Precision.MINUTE)
    return made and replace(made, compact=True)


def _made(hour: str, minute: str, second: int, fraction: str, half: str | None, precision: Precision) -> Clock | None:
    h, note = int(hour), ""
    half = half.lower() if half else None
    if half == "p" and h < 12:
        h += 12
    elif half == "a" and h == 12:
        h = 0
    elif half == "a" and h > 12:
        note = f"“{hour}” is no morning hour; read as {h:02d}:{int(minute):02d}."
    next_day = h == 24
    if next_day:
        if int(minute) or second:
            return None
        h = 0
    if second == 60:  # a leap second; clocks in Python have none
        second, note = 59, "The leap second is read as the second before it."
    at = time(h, int(minute), second, int(fraction[:6].ljust(6, "0")) if fraction else 0)
    padded = len(hour) > 1 and hour[0] == "0"
    return Clock(at, precision, half, padded=padded, next_day=next_day, note=note)
