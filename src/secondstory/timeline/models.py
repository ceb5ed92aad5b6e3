from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import F, Q

from secondstory.evidence.models import Copy, Series
from secondstory.firsthand.models import AccountEntry
from secondstory.incidents.models import MomentPrecision, Participant, Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet, work_readable
from secondstory.people.audience import Who, reader
from secondstory.people.records import Record


def web_address(url: str) -> bool:
    """Whether it is an address one can follow in a browser, and nothing that runs when clicked."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


class EntryKind(models.TextChoices):
    ENVIRONMENT = "environment", "environment"
    SYSTEM = "system", "system behavior"
    SIGNAL = "signal", "signal"
    OBSERVATION = "observation", "observation"
    DECISION = "decision", "decision"
    ACT = "act", "act"
    COMMUNICATION = "communication", "communication"
    CONTROL_ACTED = "control_acted", "a control acted"
    CONTROL_SILENT = "control_silent", "a control did not act"
    IMPACT = "impact", "impact"
    RECOVERY = "recovery", "recovery"


class EntryStatus(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    AGREED = "agreed", "agreed"
    DISPUTED = "disputed", "disputed"


class ReferenceKind(models.TextChoices):
    LOG = "log", "log"
    GRAPH = "graph", "metric or graph"
    ALERT = "alert", "alert"
    CHAT = "chat", "chat"
    TICKET = "ticket", "ticket"
    COMMIT = "commit", "commit or pull request"
    CONFIG = "config", "configuration"
    RUNBOOK = "runbook", "runbook or procedure"
    DOCUMENT = "document", "document or memo"
    MAILING_LIST = "mailing_list", "mailing list"
    MEETING = "meeting", "meeting"
    RECORDING = "recording", "recording"
    SCREENSHOT = "screenshot", "screenshot"
    TALK = "talk", "talk"
    REPORT = "report", "report"
    WEB_PAGE = "web_page", "web page"
    SOURCE_CODE = "source_code", "source code"
    OBSERVATION = "observation", "observation"


class Reference(Record):
    """Where something can be looked up: a pointer, never proof. The address is optional (a talk has none)."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=20, choices=ReferenceKind.choices, default=ReferenceKind.WEB_PAGE)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=2000, blank=True)
    excerpt = models.TextField(max_length=4000, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody found that the address leads nowhere."
    )
    # What outlives the address: a file or the page as it was, and measured points. Never somebody's private file.
    copy = models.ForeignKey(Copy, null=True, blank=True, on_delete=models.SET_NULL, related_name="references")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="references")

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def href(self) -> str:
        """The address, if a page can link to it. Imports may hold anything, so it is looked at here, too."""
        return self.url if web_address(self.url) else ""


class EntryQuerySet(OfStudyQuerySet):
    def in_order(self) -> EntryQuerySet:
        """The total order of invariant 9: moment, tie, id."""
        return self.order_by("at", "tie", "id")


_Entries = models.Manager.from_queryset(EntryQuerySet)


class StandingEntries(_Entries["Entry"]):
    """Everybody's entries: those that were not taken out. The markers of the others are in ``Entry.everything``."""

    def get_queryset(self) -> EntryQuerySet:
        return EntryQuerySet(self.model, using=self._db).filter(withdrawn_at=None)


class Entry(Record):
    """One thing that happened, when, how precisely, from whose point of view and from which source.

    ``at`` is a UTC instant; for coarse precisions it is the start of the hour or day in the zone it was told in
    (the study's zone, or ``told_zone`` once the study's zone has changed: a day stays the day that was meant).
    ``tie`` orders entries of the same instant. ``was`` keeps what an import first said, so that importing
    again can tell a person's edit from an old import.

    Taking an entry out empties its words and leaves the row as a marker (invariant 28), so that the same import
    or paste does not bring it back (docs/explanation/times-and-zones.md).
    """

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    approximate = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)
    tie = models.IntegerField(default=0)
    kind = models.CharField(max_length=20, choices=EntryKind.choices, default=EntryKind.OBSERVATION)
    lane = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=4000)
    status = models.CharField(max_length=10, choices=EntryStatus.choices, default=EntryStatus.PROPOSED)
    known_later = models.BooleanField(default=False)
    known_by = models.CharField(max_length=300, blank=True, help_text="Who knew it, and when, in words.")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    references = models.ManyToManyField(Reference, blank=True, related_name="entries")
    source_system = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    was = models.JSONField(default=dict, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    told_zone = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = StandingEntries()
    everything = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["retrospective", "at", "tie", "id"], name="entry_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("at")), name="entry_ends_after_start"),
            models.UniqueConstraint(
                fields=["retrospective", "source_system", "source_id"],
                condition=~Q(source_id=""),
                name="entry_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(text="", known_by=""), name="entry_withdrawn_is_empty"
            ),
        ]


class Dispute(Record):
    """Two versions that stand side by side. Never deletes either (invariant 11)."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        EXPLAINED = "explained", "explained"
        STANDS = "stands", "stands"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="disputes")
    question = models.CharField(max_length=300)
    what_differs = models.TextField(max_length=4000, blank=True)
    what_would_make_both_true = models.TextField(max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    entries = models.ManyToManyField(Entry, blank=True, related_name="disputes")

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]


class Version(Record):
    """One side of a dispute: what one source says."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="versions")
    text = models.CharField(max_length=2000)
    said_by = models.CharField(max_length=200, help_text="A source or a role.")

    class Meta:
        ordering = ["created_at", "id"]


class How(models.TextChoices):
    """How somebody came to know of something."""

    SAW = "saw", "saw it"
    TOLD = "told", "was told"
    READ = "read", "read it"
    DEDUCED = "deduced", "worked it out"
    LATER = "later", "learned it afterwards"


class OfEntryQuerySet(models.QuerySet["Awareness"]):
    def visible_to(self, user: Who) -> Self:
        """Whoever reads the entry's study."""
        return self.filter(work_readable(reader(user), prefix="entry__retrospective__"))


class Awareness(Record):
    """Who knew it when: one of the people of a study learned of an entry at a moment, in some way.

    ``learned_at`` is told as sharply as it is known; equal to the entry's own moment it reads 'at once'.
    ``created_by`` is whoever said so last: what somebody said about themself is not rewritten by others.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="awareness")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="awareness")
    learned_at = models.DateTimeField()
    precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    approximate = models.BooleanField(default=False)
    how = models.CharField(max_length=10, choices=How.choices, default=How.SAW)

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "awareness"
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["entry", "participant"], name="one_awareness")]


_Decisions = models.Manager.from_queryset(OfStudyQuerySet)


class StandingDecisions(_Decisions["DecisionPoint"]):
    """Everybody's decision points: those that were not taken out."""

    def get_queryset(self) -> OfStudyQuerySet:
        return OfStudyQuerySet(self.model, using=self._db).filter(withdrawn_at=None)


class DecisionPoint(Record):
    """A moment at which somebody chose, as it looked from there. There is no field for right or wrong.

    The words are of that moment: what they saw, wanted and expected, not what came of it. Taking one out empties
    its words and leaves the row as a marker (invariant 28).
    """

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="decision_points")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="decision_points"
    )
    # For somebody who is not among the people of the study.
    role_label = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    approximate = models.BooleanField(default=False)
    situation = models.TextField(max_length=2000, blank=True)
    cues = models.TextField(max_length=2000, blank=True)
    goals = models.TextField(max_length=2000, blank=True)
    options = models.TextField(max_length=2000, blank=True)
    pressures = models.TextField(max_length=2000, blank=True)
    room_to_decide = models.TextField(max_length=2000, blank=True)
    expectation = models.TextField(max_length=2000, blank=True)
    choice = models.TextField(max_length=2000)
    made_sense_because = models.TextField(max_length=2000, blank=True)
    # What was weighed before a change.
    expected_benefit = models.TextField(max_length=2000, blank=True)
    expected_failure = models.TextField(max_length=2000, blank=True)
    way_back = models.TextField(max_length=2000, blank=True)
    # What the hour was like for whoever decided.
    local_time = models.CharField(max_length=300, blank=True)
    into_the_shift = models.CharField(max_length=300, blank=True)
    on_call_load = models.CharField(max_length=300, blank=True)
    hand_over = models.CharField(max_length=300, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = StandingDecisions()
    everything = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(choice=""), name="decision_withdrawn_is_empty")
        ]

    @property
    def by_whom(self) -> str:
        """As they are shown: somebody of the study, else the role that was written down."""
        return self.participant.shown_as if self.participant else self.role_label


class Placement(Record):
    """What the facilitator decided about a shared entry of somebody's account. It holds none of its words: they are
    drawn live as long as their author shares them (docs/decisions/0009)."""

    class State(models.TextChoices):
        AGREED = "agreed", "agreed"
        LINKED = "linked", "linked to an entry"
        LEFT = "left", "left in the account"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="placements")
    told = models.OneToOneField(AccountEntry, on_delete=models.CASCADE, related_name="placement")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.CASCADE, related_name="linked_tellings")
    state = models.CharField(max_length=10, choices=State.choices)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="linked", entry__isnull=False) | (~Q(state="linked") & Q(entry=None)),
                name="placement_links_to_an_entry",
            ),
            models.CheckConstraint(condition=Q(state__in=["agreed", "linked", "left"]), name="placement_state_known"),
        ]


class Gathered(Record):
    """That material was brought in from this reference: a channel, a file, a pasted chat. ``since`` and ``until`` are
    the span of what was read of it, ``zone`` the one its times were told in. It counts nobody."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="gathered")
    reference = models.OneToOneField(Reference, on_delete=models.CASCADE, related_name="gathered")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "gathered"
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None, until=None) | Q(until__gte=F("since")), name="gathered_ends_after_start"
            )
        ]


class Telling(Record):
    """That a source tells this entry: what makes the same message of two sources one entry, and the same import
    nothing new. ``words`` is a digest, so that no words stay when the entry is taken out."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="told_by_sources")
    # None for a text that was pasted without saying where it is from.
    gathered = models.ForeignKey(Gathered, null=True, blank=True, on_delete=models.CASCADE, related_name="tellings")
    source_system = models.CharField(max_length=40)
    source_id = models.CharField(max_length=200)
    at = models.DateTimeField()
    precision = models.CharField(max_length=10)
    words = models.CharField(max_length=64)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["retrospective", "source_system", "source_id"], name="told_once_by_a_source"
            ),
            models.UniqueConstraint(fields=["entry", "gathered"], name="an_entry_holds_one_of_a_source"),
        ]


class Lack(models.TextChoices):
    """What can be missing of what was brought in."""

    REPLIES = "replies", "replies of a thread"
    EDITED = "edited", "earlier wording"
    DELETED = "deleted", "a message that was deleted"
    RANGE = "range", "what lies outside the span that was read"
    FILE = "file", "a file that was shared"
    UNREAD = "unread", "lines that were not understood"
    TOLD = "told", "told by somebody"


class KnownGap(Record):
    """Something that is known to be missing: found by an import (``key`` keeps it from coming twice), or told. It
    stands until somebody says how it was completed."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="known_gaps")
    source = models.ForeignKey(Gathered, null=True, blank=True, on_delete=models.CASCADE, related_name="known_gaps")
    kind = models.CharField(max_length=10, choices=Lack.choices, default=Lack.TOLD)
    says = models.CharField(max_length=500)
    at = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    approximate = models.BooleanField(default=False)
    key = models.CharField(max_length=64, blank=True)
    completed_with = models.CharField(max_length=1000, blank=True, help_text="How it was completed.")
    completed_by = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retrospective", "key"], condition=~Q(key=""), name="known_gap_imported_once"
            ),
            models.CheckConstraint(condition=~Q(says=""), name="known_gap_says_something"),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_with="")
                | (Q(completed_at__isnull=False) & ~Q(completed_with="")),
                name="known_gap_completed_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.says
