from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.firsthand.models import Quote
from secondstory.incidents.models import Retrospective
from secondstory.outside.kinds import Kind
from secondstory.outside.querysets import OfVersionQuerySet, OutsideTextQuerySet, OutsideVersionQuerySet
from secondstory.people.records import Record
from secondstory.review.models import Edition


class OutsideVersion(Record):
    """A text for outside while it is prepared, and what it was made from. Read by those of its study alone; what
    everybody reads is its ``OutsideText``."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="outside_versions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="outside_versions")
    number = models.PositiveSmallIntegerField()
    relative_times = models.BooleanField(default=False)
    left_out: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    objects = OutsideVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["retrospective", "number"], name="one_outside_number")]


class Redaction(Record):
    """A phrase of the text, wherever it stands, and what is done with it."""

    class Decision(models.TextChoices):
        OPEN = "open", "not decided"
        TAKEN = "taken", "written otherwise"
        LEFT = "left", "left as it is"

    version = models.ForeignKey(OutsideVersion, on_delete=models.CASCADE, related_name="redactions")
    position = models.PositiveIntegerField()
    phrase = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    instead = models.CharField(max_length=200)
    decision = models.CharField(max_length=5, choices=Decision.choices, default=Decision.OPEN)
    because = models.CharField(max_length=500, blank=True)
    # Whose name it is, where it is somebody's here: it stays only while they let it.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfVersionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "phrase"], name="one_redaction_of_a_phrase"),
            models.CheckConstraint(condition=~Q(phrase="") & ~Q(instead=""), name="redaction_says_something"),
            models.CheckConstraint(condition=~Q(decision="left") | ~Q(because=""), name="left_for_a_reason"),
        ]


class OutsideConsent(Record):
    """Somebody is asked whether words of theirs, or their name, may stand outside. Theirs alone to say, and to take back
    at any time. ``sha256`` is over the quote's own salt and the wording that was shown."""

    class State(models.TextChoices):
        ASKED = "asked", "waits for them"
        YES = "yes", "may stand outside"
        NO = "no", "stays inside"
        TAKEN_BACK = "back", "taken back"

    version = models.ForeignKey(OutsideVersion, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    quote = models.ForeignKey(Quote, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_consent_number"),
            models.UniqueConstraint(
                fields=["version", "quote"], condition=Q(quote__isnull=False), name="outside_quote_asked_once"
            ),
            models.UniqueConstraint(
                fields=["version", "person"], condition=Q(quote=None), name="outside_name_asked_once"
            ),
        ]


class Look(Record):
    """Somebody else than who prepared it read the text as it would go out; ``sha256`` says which text."""

    version = models.ForeignKey(OutsideVersion, on_delete=models.CASCADE, related_name="looks")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "created_by", "sha256"], name="one_look_each"),
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="outside_look_is_somebodys"),
        ]


class OutsideText(Record):
    """What went out: bytes, their hash, an address. Triggers hold that it stays. It names nobody and leads nowhere inside;
    the way from here to the study is the version's."""

    version = models.OneToOneField(OutsideVersion, on_delete=models.PROTECT, related_name="text")
    canonical = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=600, blank=True)
    kind = models.CharField(max_length=40)
    out_at = models.DateTimeField()

    objects = OutsideTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-out_at", "-id"], name="outside_newest_first")]
        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="outside_hash_shape")]

    def __str__(self) -> str:
        return self.title
