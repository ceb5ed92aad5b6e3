"""How work is really done: beside how it is imagined, with the signs that experts go by."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models.questions import Mystery
from secondstory.analysis.querysets import KnownHereQuerySet, OfferToTalkQuerySet
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record


class KnownHere(Record):
    """Something people here know about the work, with or without an incident. Nobody is named on it but those who
    offer to be asked (``OfferToTalk``); ``told_by`` is for its author alone to change it, and empty when they chose so."""

    retrospective = models.ForeignKey(
        Retrospective, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.ORGANIZATION)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    services = models.ManyToManyField(Service, blank=True, related_name="%(class)ss")

    objects = KnownHereQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-id"]


class WorkNote(KnownHere):
    """How something is imagined, beside how it is done."""

    topic = models.CharField(max_length=200)
    imagined = models.TextField(max_length=4000, blank=True)
    procedure = models.URLField(max_length=500, blank=True, help_text="Where it is written down.")
    done = models.TextField(max_length=4000)
    constraints = models.TextField(max_length=2000, blank=True, help_text="What one works around.")
    source = models.CharField(max_length=300, blank=True, help_text="How we know: a walk-through, a talk, a script.")

    class Meta(KnownHere.Meta):
        indexes = [models.Index(fields=["-created_at", "-id"], name="work_note_newest_first")]


class WorkTheme(Record):
    """A word under which a work note is found."""

    note = models.ForeignKey(WorkNote, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "name"], name="one_theme")]
        indexes = [models.Index(fields=["name"], name="work_theme_by_name")]


class Artefact(Record):
    """Something people made to get the work done: found beside the procedure, rarely in it."""

    class Kind(models.TextChoices):
        SCRIPT = "script", "a script"
        DASHBOARD = "dashboard", "a dashboard of one's own"
        STEP = "step", "a step by hand"
        WORKAROUND = "workaround", "a way around something"
        NOTES = "notes", "notes or bookmarks"

    note = models.ForeignKey(WorkNote, on_delete=models.CASCADE, related_name="artefacts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=400)

    class Meta:
        ordering = ["created_at", "id"]


class HowWeKnow(Record):
    """One way in which a work note is known: somebody looked on, walked through it, talked, found a log. ``who`` are
    roles; whoever told the note is named nowhere by it."""

    class Kind(models.TextChoices):
        OBSERVATION = "observation", "looking on while it was done"
        WALK_THROUGH = "walk_through", "a walk-through"
        CONVERSATION = "conversation", "a conversation"
        ARTEFACT = "artefact", "something people made for it"
        LOG = "log", "a log or a record"
        DRILL = "drill", "a drill"

    note = models.ForeignKey(WorkNote, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    day = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=200, blank=True, help_text="Who was there, in roles.")
    says = models.CharField(max_length=400, blank=True, help_text="What it showed.")
    url = models.CharField(max_length=500, blank=True, help_text="Where the evidence is.")

    class Meta:
        verbose_name_plural = "ways in which we know"
        ordering = ["created_at", "id"]


class Cue(KnownHere):
    """A sign, check or trick that experience teaches, or something understood: kept apart from recommendations."""

    class Kind(models.TextChoices):
        SIGN = "sign", "a sign to notice"
        CHECK = "check", "a check"
        TRICK = "trick", "a trick of the trade"
        JUDGMENT = "judgment", "a judgment call"
        INSIGHT = "insight", "something understood"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SIGN)
    text = models.CharField(max_length=600)
    tells = models.CharField(max_length=1000, blank=True, help_text="What it tells those who know it.")
    domain = models.CharField(max_length=120, blank=True, help_text="The kind of work it belongs to.")

    class Meta(KnownHere.Meta):
        indexes = [models.Index(fields=["-created_at", "-id"], name="cue_newest_first")]


class OfferToTalk(Record):
    """'Ask me about this': a person's own act, about one question, work note or cue. Taking it back deletes it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers_to_talk")
    mystery = models.ForeignKey(Mystery, null=True, blank=True, on_delete=models.CASCADE, related_name="offers")
    work_note = models.ForeignKey(WorkNote, null=True, blank=True, on_delete=models.CASCADE, related_name="offers")
    cue = models.ForeignKey(Cue, null=True, blank=True, on_delete=models.CASCADE, related_name="offers")
    about = models.CharField(max_length=200, blank=True)

    objects = OfferToTalkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "offers to talk"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(mystery__isnull=False, work_note=None, cue=None)
                    | Q(mystery=None, work_note__isnull=False, cue=None)
                    | Q(mystery=None, work_note=None, cue__isnull=False)
                ),
                name="offer_is_about_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "mystery"], name="one_offer_per_question"),
            models.UniqueConstraint(fields=["person", "work_note"], name="one_offer_per_work_note"),
            models.UniqueConstraint(fields=["person", "cue"], name="one_offer_per_cue"),
        ]
