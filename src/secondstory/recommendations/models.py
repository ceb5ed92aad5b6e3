from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Finding
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.recommendations.querysets import (
    AskedTooQuerySet,
    RecommendationQuerySet,
    StuckQuerySet,
    keep_marks,
)
from secondstory.ui.moments import day


class Status(models.TextChoices):
    """The public four are planned / in progress / dropped / done (seed 004); the others are sub-states."""

    IDEA = "idea", "idea"
    PROPOSED = "proposed", "proposed"
    PLANNED = "planned", "planned"
    IN_PROGRESS = "in_progress", "in progress"
    DROPPED = "dropped", "dropped"
    DONE = "done", "done"


COMMITTED = (Status.PLANNED, Status.IN_PROGRESS, Status.DONE)
# Where it can be stuck: it waits for a decision, or a promise cannot be kept without one.
UNDER_WAY = (Status.PROPOSED, Status.PLANNED, Status.IN_PROGRESS)


class Decision(models.TextChoices):
    NONE = "", "not decided"
    DO = "do", "do"
    LATER = "later", "not now"
    NOT = "not", "not"


class Recommendation(Record):
    """A proposed change. Beyond 'idea' it traces to at least one finding of its study: a database trigger
    holds that (migration 0002), not only the form (invariants 6 and 7)."""

    class Kind(models.TextChoices):
        SOFTWARE = "software", "software"
        CONFIGURATION = "configuration", "configuration"
        PROCESS = "process", "process"
        OTHER = "other", "other"

    class Strategy(models.TextChoices):
        ADD = "add", "add a control"
        IMPROVE = "improve", "improve a control"
        REMOVE = "remove", "remove something"
        RESTORE = "restore", "restore"

    class Tier(models.TextChoices):
        """What it leans on (after the NCPS hierarchy)."""

        DESIGN = "design", "design"
        SUPPORTED = "supported", "a supported process"
        PEOPLE = "people", "people remembering"

    class Origin(models.TextChoices):
        CLOSE = "close", "someone close to the work"
        NEAR = "near", "someone near the work"
        FAR = "far", "someone far from the work"
        UNKNOWN = "unknown", "unknown"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="recommendations")
    title = models.CharField(max_length=300)
    why = models.TextField(max_length=4000, blank=True)
    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True)
    strategy = models.CharField(max_length=10, choices=Strategy.choices, blank=True)
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    proposed_by_role = models.CharField(max_length=10, choices=Origin.choices, default=Origin.UNKNOWN)
    done_when = models.CharField(max_length=1000, blank=True)
    side_effects = models.CharField(max_length=2000, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.IDEA)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True, default="")
    decision_reason = models.CharField(max_length=2000, blank=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    owner_team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    target_date = models.DateField(null=True, blank=True)
    ticket_url = models.CharField(max_length=2000, blank=True)
    findings: models.ManyToManyField[Finding, Trace] = models.ManyToManyField(
        Finding, through="Trace", related_name="recommendations"
    )

    # 'Not now' names a day to look again; 'not' and everything else have none.
    look_again_on = models.DateField(null=True, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="recommendation_status_known"),
            models.CheckConstraint(
                name="recommendation_committed_is_whole",
                condition=~Q(status__in=[s.value for s in COMMITTED])
                | (
                    Q(decision="do", decider__isnull=False, target_date__isnull=False)
                    & ~Q(done_when="")
                    & (Q(owner__isnull=False, owner_team=None) | Q(owner=None, owner_team__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="recommendation_beyond_idea_has_shape",
                condition=Q(status="idea") | (~Q(kind="") & ~Q(strategy="")),
            ),
            models.CheckConstraint(
                name="recommendation_dropped_has_reason",
                condition=~Q(status="dropped") | ~Q(decision_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "target_date", "id"], name="recommendation_by_date"),
            models.Index(fields=["status", "-created_at", "-id"], name="recommendation_newest"),
            # What the rail counts. Without statistics SQLite takes an index on status alone for the better one.
            models.Index(fields=["retrospective", "status"], name="recommendation_in_study"),
            # Those that name somebody to decide; most name nobody, and would hide the few.
            models.Index(fields=["decider"], name="recommendation_by_decider", condition=Q(decider__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the marks that its title is found again by."""
        only = kwargs.get("update_fields")
        super().save(*args, **kwargs)
        if only is None or "title" in only:
            keep_marks([self])

    @property
    def only_adds_a_rule(self) -> bool:
        """A rule or an approval more, and nothing yet that carries it. What leans on design is carried by that."""
        adds_one = self.kind == self.Kind.PROCESS and self.strategy == self.Strategy.ADD
        return adds_one and self.tier != self.Tier.DESIGN


class WordMark(Record):
    """One of the marks that a recommendation's title is found again by (same_words.py). Kept when it is stored."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="word_marks")
    hash = models.BigIntegerField()
    of = models.PositiveSmallIntegerField(help_text="How many marks this title has.")

    class Meta:
        indexes = [models.Index(fields=["hash", "recommendation", "of"], name="word_mark_by_hash")]
        constraints = [models.UniqueConstraint(fields=["recommendation", "hash"], name="one_word_mark")]


class Trace(Record):
    """Which finding a recommendation answers."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="traces")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="traces")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "finding"], name="one_trace")]


class AskedToo(Record):
    """Another study asks for a recommendation, too. It stays one: decided, carried and done where it was made first.

    ``title`` is this study's own line for it, written for its own readers, who may not read where it came from. It grew
    from ``finding``, and from ``more``, of its study: triggers hold the first (migration 0013, invariant 6).
    """

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="asked_too")
    # None where it was taken out since, and in a study that came from elsewhere.
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_too"
    )
    title = models.CharField(max_length=300)
    why = models.CharField(max_length=1000, blank=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="asked_too")
    more: models.ManyToManyField[Finding, models.Model] = models.ManyToManyField(Finding, related_name="+", blank=True)

    objects = AskedTooQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "recommendation"], name="one_ask_of_a_study"),
            models.CheckConstraint(condition=~Q(title=""), name="ask_in_words"),
        ]

    def __str__(self) -> str:
        return self.title


class StatusChange(Record):
    """Every move, with its reason: not written in stone, and never forgotten.

    A revision moves nowhere (``source`` is ``target``) and keeps in ``changed`` what each field said before
    and after, dates as ISO text.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="status_changes")
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    reason = models.CharField(max_length=2000, blank=True)
    changed: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    @property
    def target_in_words(self) -> str:
        return Status(self.target).label

    @property
    def in_words(self) -> list[tuple[str, str, str]]:
        """What was revised: its name, what it said before, what it says now."""
        return [
            (name.replace("_", " "), shown(before), shown(after))
            for name, (before, after) in self.changed.items()
            for shown in (_day if name == "target_date" else str,)
        ]

    @property
    def moved_from(self) -> date | None:
        """The day it was promised for before this revision, if that is what changed."""
        before, _ = self.changed.get("target_date", ["", ""])
        return date.fromisoformat(before) if before else None


class Stuck(Record):
    """It is stuck on this, says whoever carries it, and asks somebody who can decide. Never changed: what comes of it
    is a ``StuckReply``, and asking the next person is another row. Being stuck says nothing about anybody."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="stuck")
    why = models.CharField(max_length=2000)
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The facilitator chose to let the one who is asked read the recommendation (not its study).
    opens_reading = models.BooleanField(default=False)

    objects = StuckQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["asked", "recommendation"], name="stuck_by_asked")]


class StuckReply(Record):
    """What came of asking; each is answered once."""

    class Kind(models.TextChoices):
        DECIDED = "decided", "decided"
        HANDED_ON = "handed_on", "handed on"
        MISSING = "missing", "something is missing to decide"
        GOES_ON = "goes_on", "not stuck any more"

    stuck = models.OneToOneField(Stuck, on_delete=models.CASCADE, related_name="reply")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=2000)

    class Meta:
        ordering = ["created_at", "id"]


class EffectCheck(Record):
    """What came of it, some weeks after it was done: told by whoever carries it, in words, with a link to what shows it.
    Never changed; said again later it is another row, since effects come and go."""

    class Outcome(models.TextChoices):
        WORKS = "works", "it works"
        PARTLY = "partly", "it works in part"
        NO = "no", "it does not work"
        OTHER_TROUBLE = "other_trouble", "other trouble came of it"
        GONE = "gone", "it is gone again"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="effects")
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    text = models.TextField(max_length=4000)
    evidence_url = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["works", "partly", "no", "other_trouble", "gone"]), name="effect_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="effect_in_words"),
        ]


class EffectLater(Record):
    """'Ask me again on': until then nobody is asked what came of it. Chosen anew as often as one likes."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.CASCADE, related_name="effect_later")
    on = models.DateField()


class CloseLook(Record):
    """Somebody of a team whose work it changes looked at it and said what it would be there. Never changed: said again,
    the later one stands after the earlier. Shown by team, not by name."""

    class Verdict(models.TextChoices):
        MAKES_SENSE = "makes_sense", "it makes sense"
        IN_THE_WAY = "in_the_way", "it would get in the way"
        NEEDS_CHANGE = "needs_change", "it needs a change"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="close_looks")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    text = models.CharField(max_length=2000)
    of_team = models.CharField(max_length=200, help_text="The team's name when it was said.")

    class Meta:
        ordering = ["created_at", "id"]


class AboutElse(Record):
    """Why these words stay, which read as if they asked a person alone to act differently. Other words ask again."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="about_else")
    title = models.CharField(max_length=300)
    reason = models.CharField(max_length=1000)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "title"], name="one_reason_for_these_words")]


class Tracker(Record):
    """Where a team opens tickets: the address of its tracker's form for a new one (trackers.py). One a team."""

    class Kind(models.TextChoices):
        GITHUB = "github", "GitHub"
        GITLAB = "gitlab", "GitLab"
        JIRA = "jira", "Jira Cloud"
        LINEAR = "linear", "Linear"
        OTHER = "other", "another tracker"

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="tracker")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    address = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["github", "gitlab", "jira", "linear", "other"]), name="tracker_is_known"
            ),
            models.CheckConstraint(condition=Q(address__startswith="https://"), name="tracker_is_https"),
        ]

    @property
    def host(self) -> str:
        return self.address.removeprefix("https://").partition("/")[0].partition("?")[0]


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""
