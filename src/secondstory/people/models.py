from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from secondstory.people.audience import Reader
from secondstory.people.records import Record, uuid7


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Made by accepting an invitation, the first steward's link, the demonstration or a test."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. Nothing counts on a person: no totals hang here, and none ever will."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="UTC", help_text="Your own time zone, shown beside the study's.")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    @cached_property
    def as_reader(self) -> Reader:
        """The teams this person reads for: theirs, and those above. One statement, whatever the depth
        (the tree is at most six levels, see ``Team``)."""
        above = ["team_id"] + ["team__" + "parent__" * depth + "parent_id" for depth in range(Team.DEPTH - 1)]
        rows = TeamMembership.objects.filter(person=self).values_list(*above)
        return Reader(self.pk, frozenset(team for row in rows for team in row if team))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles in the organization (steward, process owner, leader)."""
        return frozenset(RoleGrant.objects.filter(person=self).values_list("role", flat=True))

    @property
    def is_steward(self) -> bool:
        return Role.STEWARD in self.roles


class Organization(models.Model):
    """One per installation. Its just-culture statement stands wherever people write."""

    JUST_CULTURE = (
        "We study surprises to understand how things made sense to everyone at the time. What you write here"
        " is used for learning and for nothing else: it decides nobody's pay, promotion or standing."
    )

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120, default="Our organization")
    just_culture = models.TextField(max_length=4000, default=JUST_CULTURE)
    zone = models.CharField(max_length=64, default="UTC")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="organization_is_one")]

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """A team, perhaps within another. The tree is at most DEPTH levels deep, so that access is one statement."""

    DEPTH = 6

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TeamMembership(Record):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    on_call = models.BooleanField(default=False, help_text="Is on the on-call rota: the default reviewers.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="one_membership")]


class Service(Record):
    """A light catalogue: a name and who looks after it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    about = models.CharField(max_length=400, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="services")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    STEWARD = "steward", "Steward"
    PROCESS_OWNER = "process_owner", "Process owner"
    LEADER = "leader", "Leader"


class RoleGrant(Record):
    """A role in the organization. Leader gives no extra reading rights, on purpose (domain §3.4)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="one_grant_per_role"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
        ]


class Invitation(Record):
    """A link that lets one person in. Only the hash of its secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)


def team_ids_below(team_id: UUID) -> set[UUID]:
    """The team and every team under it (at most DEPTH statements, for settings pages only)."""
    found, level = {team_id}, {team_id}
    while level:
        level = set(Team.objects.filter(parent_id__in=level).values_list("id", flat=True)) - found
        found |= level
    return found
