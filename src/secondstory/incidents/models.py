"""The hub. Few fields on purpose: each step owns its own tables and points down to these."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.incidents.querysets import IncidentQuerySet, NoteQuerySet, RetrospectiveQuerySet, SignalQuerySet
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.transitions import IN_WORDS, State


class Kind(models.TextChoices):
    """Kinds of one thing, equal sources of learning."""

    WEAK_SIGNAL = "weak_signal", "Weak signal"
    NEAR_MISS = "near_miss", "Near miss"
    SURPRISE = "surprise", "Surprise"
    INCIDENT = "incident", "Incident"
    EXERCISE = "exercise", "Gameday"


class MomentPrecision(models.TextChoices):
    """How sharply a moment is known (the timeline's own list, as stored)."""

    SECOND = "second", "to the second"
    MINUTE = "minute", "to the minute"
    HOUR = "hour", "about the hour"
    DAY = "day", "some time that day"
    BEFORE = "before", "before"
    AFTER = "after", "after"


class Source(models.TextChoices):
    TYPED = "typed", "typed"
    CLI = "cli", "sent from a terminal"
    CHAT = "chat", "from chat"
    IMPORTED = "import", "imported"


class NoteAudience(models.TextChoices):
    ME = "me", "Only you"
    TEAM = "team", "Your team"
    ORGANIZATION = "organization", "The whole organization"


class Incident(Record):
    """Something that happened. It holds facts, no judgement, and no field for a cause (invariant 4)."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[c for c in Kind.choices if c[0] != Kind.WEAK_SIGNAL])
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.ORGANIZATION)
    zone = models.CharField(max_length=64, default="UTC")
    impact = models.TextField(max_length=8000, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    started_precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    noticed_at = models.DateTimeField(null=True, blank=True)
    noticed_precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    mitigated_at = models.DateTimeField(null=True, blank=True)
    mitigated_precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    services = models.ManyToManyField(Service, blank=True, related_name="incidents")
    # When it began as far as we know, else when it was written down: one sort key, never null.
    happened_at = models.DateTimeField(db_index=False)
    client_id = models.CharField(max_length=64, blank=True)
    source_system = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=200, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-happened_at", "-id"], name="incident_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_system", "source_id"], condition=~Q(source_id=""), name="incident_imported_once"
            ),
            models.UniqueConstraint(
                fields=["created_by", "client_id"], condition=~Q(client_id=""), name="incident_sent_once"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="incident_audience_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="incident_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Signal(Record):
    """Something felt or looked off. One line is enough; every signal gets a word back."""

    class Status(models.TextChoices):
        NEW = "new", "new"
        REPLIED = "replied", "answered"
        PROMOTED = "promoted", "became an incident"
        WATCHING = "watching", "kept in view"
        RESTED = "rested", "thanked, at rest"

    text = models.CharField(max_length=2000)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WEAK_SIGNAL)
    seen_at = models.DateTimeField()
    seen_precision = models.CharField(max_length=10, choices=MomentPrecision.choices, default="minute")
    # Null when the reporter left their name off; then created_by and the journal hold no name either.
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=20, choices=NoteAudience.choices, default=NoteAudience.TEAM)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    services = models.ManyToManyField(Service, blank=True, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NEW)
    reply = models.TextField(max_length=4000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    group = models.ForeignKey("SignalGroup", null=True, blank=True, on_delete=models.SET_NULL, related_name="signals")
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="signals")
    client_id = models.CharField(max_length=64, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-seen_at", "-id"], name="signal_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "client_id"], condition=~Q(client_id=""), name="signal_sent_once"
            ),
            models.CheckConstraint(condition=Q(audience__in=NoteAudience.values), name="signal_audience_known"),
        ]


class SignalGroup(Record):
    """Signals that seem to belong together."""

    # Tells of all its signals, so it is read by whoever reads them all, and by whoever wrote it.
    title = models.CharField(max_length=200)


class Note(Record):
    """One line of rough text with a time. Append-only: a correction is a new note that points at this one.

    Withdrawing empties the text and leaves the marker (invariant 28); a trigger refuses any other change.
    """

    text = models.CharField(max_length=4000, blank=True)
    at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)
    audience = models.CharField(max_length=20, choices=NoteAudience.choices, default=NoteAudience.TEAM)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="notes")
    signal = models.ForeignKey(Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="notes")
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The sender's own id for it, so that sending twice writes once.
    client_id = models.CharField(max_length=64, blank=True)
    source_system = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    thread_id = models.CharField(max_length=200, blank=True)
    speaker = models.CharField(max_length=120, blank=True, help_text="A role or pseudonym, for imported chat.")
    raw = models.JSONField(default=dict, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="note_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "client_id"], condition=~Q(client_id=""), name="note_sent_once"
            ),
            models.UniqueConstraint(
                fields=["source_system", "source_id"], condition=~Q(source_id=""), name="note_imported_once"
            ),
            models.CheckConstraint(condition=Q(audience__in=NoteAudience.values), name="note_audience_known"),
        ]


class Retrospective(Record):
    """A study of an incident: analysis, joint review, agreement on next steps. An incident may have several."""

    class Depth(models.TextChoices):
        LIGHT = "light", "light"
        STANDARD = "standard", "standard"
        DEEP = "deep", "deep"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="retrospectives")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="revisits")
    title = models.CharField(max_length=200)
    learning_focus = models.CharField(max_length=1000, blank=True)
    process_version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="retrospectives")
    depth = models.CharField(max_length=10, choices=Depth.choices, default=Depth.STANDARD)
    state = models.CharField(max_length=12, choices=[(s.value, IN_WORDS[s]) for s in State], default=State.OPENED)
    # Who will read the final text ('' until chosen), and who may read the work before that.
    audience = models.CharField(max_length=20, choices=Audience.choices, blank=True)
    work_open_to = models.CharField(
        max_length=20,
        choices=[c for c in Audience.choices if c[0] != Audience.PUBLIC],
        default=Audience.GROUP,
    )
    no_strength_because = models.CharField(max_length=1000, blank=True)
    resume_on = models.DateField(null=True, blank=True)
    finalized_at = models.DateTimeField(null=True, blank=True)
    client_id = models.CharField(max_length=64, blank=True)
    source_system = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=200, blank=True)

    objects = RetrospectiveQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="study_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="study_state_known"),
            models.CheckConstraint(condition=Q(audience__in=["", *Audience.values]), name="study_audience_known"),
            models.CheckConstraint(
                condition=Q(state=State.FINAL, finalized_at__isnull=False)
                | (~Q(state=State.FINAL) & Q(finalized_at=None)),
                name="study_final_has_date",
            ),
            models.UniqueConstraint(
                fields=["source_system", "source_id"], condition=~Q(source_id=""), name="study_imported_once"
            ),
            models.UniqueConstraint(
                fields=["created_by", "client_id"], condition=~Q(client_id=""), name="study_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_final(self) -> bool:
        return self.state == State.FINAL

    @property
    def state_in_words(self) -> str:
        return IN_WORDS[State(self.state)]


class StateChange(Record):
    """One move of a study: from where, to where, why, and (for setting aside) which role asked for it."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="state_changes")
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    reason = models.CharField(max_length=2000, blank=True)
    asked_by_role = models.CharField(max_length=120, blank=True)


class StudyRole(Record):
    """What somebody does for a study. One facilitator (bystander effect), many hands."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", "Facilitator"
        # Invited to work on the analysis beside the facilitator; accounts are read as whoever they are otherwise.
        ANALYST = "analyst", "Analyst"
        PRESENTER = "presenter", "Presenter"
        MODERATOR = "moderator", "Moderator"
        NOTE_TAKER = "note_taker", "Note-taker"
        REVIEWER = "reviewer", "Reviewer"
        LEARNER = "learner", "Learner"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="study_roles")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "person", "role"], name="one_study_role"),
            models.UniqueConstraint(
                fields=["retrospective"], condition=Q(role="facilitator"), name="one_facilitator_per_study"
            ),
        ]


class ConflictCheck(Record):
    """How near the facilitator is: involved, in authority, owning expert. Any yes needs a written reason
    (invariant 16, also a constraint)."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="conflict_checks")
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    was_involved = models.BooleanField()
    in_authority = models.BooleanField()
    owning_expert = models.BooleanField()
    reason = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(was_involved=False, in_authority=False, owning_expert=False) | ~Q(reason=""),
                name="conflict_has_reason",
            ),
            models.UniqueConstraint(fields=["retrospective", "facilitator"], name="one_conflict_check"),
        ]


class Involvement(models.TextChoices):
    """Six ways of being part of a story (seed 000, 'Attendees')."""

    DECIDED = "decided", "took part in decisions"
    IDENTIFIED = "identified", "noticed it"
    RESPONDED = "responded", "responded"
    DIAGNOSED = "diagnosed", "worked out what was going on"
    AFFECTED = "affected", "was affected"
    INTERESTED = "interested", "is interested"


class Participant(Record):
    """Somebody in this story, shown by role unless they choose otherwise themselves (invariant 19)."""

    class Display(models.TextChoices):
        ROLE = "role", "by role"
        NAME = "name", "by name"
        ANONYMOUS = "anonymous", "without name or role"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="participants")
    # Null for people outside: they take part as a role label.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    role_label = models.CharField(max_length=120)
    involvements: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    display = models.CharField(max_length=10, choices=Display.choices, default=Display.ROLE)
    reports_to_facilitator = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="When they were invited to tell it.")
    # Taken out of the study: a marker stays, the reading rights that came with it go.
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retrospective", "person"], condition=Q(person__isnull=False), name="one_participation"
            )
        ]

    @property
    def shown_as(self) -> str:
        """What everybody sees: the role; the name only by the person's own choice."""
        if self.display == self.Display.NAME and self.person:
            return self.person.display_name
        if self.display == self.Display.ANONYMOUS:
            return "someone who was there"
        return self.role_label


class StepWord(Record):
    """What was said of a step that the organization added to its process. The newest holds; the earlier ones stay."""

    class Said(models.TextChoices):
        DONE = "done", "It is done"
        LEFT_OUT = "left_out", "It is left out here"
        OPEN = "open", "It is open again"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="step_words")
    stage = models.CharField(max_length=20)
    said = models.CharField(max_length=10, choices=Said.choices)
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(said__in=["done", "left_out", "open"]), name="step_word_known"),
            models.CheckConstraint(condition=~Q(said="left_out") | ~Q(text=""), name="step_left_out_with_reason"),
        ]


class StageDeadline(Record):
    """When a stage is due. It can always be moved, with a reason; it is never scored."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="deadlines")
    stage = models.CharField(max_length=20)
    due_date = models.DateField()
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["retrospective", "stage"], name="one_deadline_per_stage")]
