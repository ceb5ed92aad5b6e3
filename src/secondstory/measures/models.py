from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Mystery
from secondstory.measures.querysets import ReaderNoteQuerySet, TeamWordQuerySet
from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.publishing.models import Publication


class ReaderNote(Record):
    """What a reader takes with them from a published text. Their own, until they share it with whoever reads the text.

    Shared without a name it holds none (``person`` and ``created_by`` are empty), so that it is nobody's to take back.
    """

    class Readers(models.TextChoices):
        ME = "me", "Only you"
        READERS = "readers", "Colleagues who may read this text"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="reader_notes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="reader_notes"
    )
    takes = models.TextField(max_length=4000, blank=True)
    will_change = models.TextField(max_length=2000, blank=True)
    not_understood = models.CharField(max_length=600, blank=True)
    readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.ME)
    # What became of 'what I still do not understand', when its author asked it.
    question = models.ForeignKey(Mystery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReaderNoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "person"], name="one_reader_note_each"),
            models.CheckConstraint(
                condition=~Q(takes="") | ~Q(will_change="") | ~Q(not_understood=""), name="reader_note_says_something"
            ),
            models.CheckConstraint(condition=Q(readers__in=["me", "readers"]), name="reader_note_readers_known"),
            # Without a name and for nobody else to read, it would be lost.
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(readers="readers", question=None, created_by=None),
                name="nameless_note_names_nobody",
            ),
        ]


class PulseSum(models.Model):
    """How many gave one answer to one question about a text: those that are told, and those that wait until there are
    enough (groups.py). There is no row for an answer, and no column for whoever gave it or when."""

    class Asked(models.TextChoices):
        USEFUL = "useful", "Was it worth your time?"
        FAIR = "fair", "Is it fair to those who were close to it?"

    class Who(models.TextChoices):
        TOOK_PART = "took_part", "those with a part in the study"
        READ = "read", "those who read it"

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        PARTLY = "partly", "partly"
        NO = "no", "no"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="pulse")
    asked = models.CharField(max_length=10, choices=Asked.choices)
    who = models.CharField(max_length=10, choices=Who.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    told = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["publication", "asked", "who", "answer"], name="one_pulse_sum")]


class TeamReading(models.Model):
    """Somebody of a team that had no part in it read this text that week: no person, no moment, no number. Of a team
    with fewer than five people the team is not kept either; a week has one such row."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="readings")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    week = models.DateField(help_text="Its Monday.")

    class Meta:
        ordering = ["week", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "week", "team"], condition=Q(team__isnull=False), name="one_reading_a_week"
            ),
            models.UniqueConstraint(
                fields=["publication", "week"], condition=Q(team=None), name="one_small_reading_a_week"
            ),
        ]


class TeamWord(Record):
    """What a team says of one statement about its own practice: how it really is, and what it will try. Kept with its
    day; saying it anew is another row, and nothing sums them up."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="own_words")
    statement = models.SlugField(max_length=40)
    really = models.TextField(max_length=4000)
    trying = models.CharField(max_length=1000, blank=True)

    objects = TeamWordQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["team", "statement", "-created_at"], name="team_word_of_statement")]
        constraints = [models.CheckConstraint(condition=~Q(really=""), name="team_word_says_something")]
