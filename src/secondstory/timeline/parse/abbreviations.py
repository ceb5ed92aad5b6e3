"""Time zone abbreviations and names, as people write them in timelines.

An abbreviation is a statement by its author, so it is read literally: "CET" is UTC+1 also in a
line of June, where nearly everybody in Central Europe lives by CEST. The parser then says so in a
note, because the author may have meant the clock on the wall; whoever answers with a zone that
uses the abbreviation (``zone="Europe/Berlin"``) settles it. Choosing the wall clock unasked would
move a moment by an hour against what is written.

Abbreviations that different regions use for different offsets are never chosen for the reader:
``AMBIGUOUS`` names the choices.
"""

from __future__ import annotations

UTC_WORDS = frozenset({"UTC", "GMT", "Z", "ZULU", "UCT"})

FIXED: dict[str, str] = {
    "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "MET": "+01:00", "MEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "TRT": "+03:00",
    "PST": "-08:00", "PDT": "-07:00", "MST": "-07:00", "MDT": "-06:00",
    "CDT": "-05:00", "EST": "-05:00", "EDT": "-04:00",
    "AKST": "-09:00", "AKDT": "-08:00", "HST": "-10:00", "NST": "-03:30", "NDT": "-02:30", "ADT": "-03:00",
    "AEST": "+10:00", "AEDT": "+11:00", "ACST": "+09:30", "ACDT": "+10:30", "AWST": "+08:00",
    "NZST": "+12:00", "NZDT": "+13:00",
    "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00", "PHT": "+08:00",
    "WIB": "+07:00", "ICT": "+07:00", "PKT": "+05:00", "NPT": "+05:45",
    "SAST": "+02:00", "CAT": "+02:00", "EAT": "+03:00", "WAT": "+01:00",
    "BRT": "-03:00", "ART": "-03:00", "IDT": "+03:00",
}  # fmt: skip

AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
}

# These name a region, not an offset, so they follow its summer time.
REGIONAL: dict[str, str] = {
    "PT": "America/Los_Angeles",
    "MT": "America/Denver",
    "CT": "America/Chicago",
    "ET": "America/New_York",
}

# A place that uses the abbreviation: only to notice that a date falls in the other half of its year.
HOME: dict[str, str] = {
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Athens", "EEST": "Europe/Athens", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "MDT": "America/Denver",
    "MST": "America/Denver", "CDT": "America/Chicago", "EST": "America/New_York", "EDT": "America/New_York",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland", "AKST": "America/Anchorage", "AKDT": "America/Anchorage",
}  # fmt: skip

NAMES: dict[str, str] = {
    "coordinated universal time": "UTC",
    "universal time": "UTC",
    "greenwich mean time": "UTC",
    "pacific time": "America/Los_Angeles",
    "mountain time": "America/Denver",
    "central time": "America/Chicago",
    "eastern time": "America/New_York",
    "pacific standard time": "-08:00",
    "pacific daylight time": "-07:00",
    "mountain standard time": "-07:00",
    "mountain daylight time": "-06:00",
    "central standard time": "-06:00",
    "central daylight time": "-05:00",
    "eastern standard time": "-05:00",
    "eastern daylight time": "-04:00",
    "western european time": "+00:00",
    "western european summer time": "+01:00",
    "central european time": "+01:00",
    "central european summer time": "+02:00",
    "eastern european time": "+02:00",
    "eastern european summer time": "+03:00",
    "british summer time": "+01:00",
    "irish standard time": "+01:00",
    "india standard time": "+05:30",
    "indian standard time": "+05:30",
    "israel standard time": "+02:00",
    "israel daylight time": "+03:00",
    "china standard time": "+08:00",
    "japan standard time": "+09:00",
    "korea standard time": "+09:00",
    "singapore time": "+08:00",
    "hong kong time": "+08:00",
    "australian eastern standard time": "+10:00",
    "australian eastern daylight time": "+11:00",
    "new zealand standard time": "+12:00",
    "new zealand daylight time": "+13:00",
    "moscow time": "+03:00",
}

# Capital letters that are also words or common initials: they need more than standing after a clock.
WEAK = frozenset({"PT", "MT", "CT", "ET", "CAT", "EAT", "ART", "WEST", "MET", "WAT", "PHT", "NPT", "AST"})
