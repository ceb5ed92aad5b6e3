"""The one door. A version that is prepared is read by the people of its study; a text that went out, by everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.outside import models as m  # noqa: F401  # named in quotes below


class OutsideVersionQuerySet(models.QuerySet["m.OutsideVersion"]):
    def visible_to(self, user: Who) -> Self:
        return self.filter(work_readable(reader(user), prefix="retrospective__"))


class OfVersionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Who) -> Self:
        return self.filter(work_readable(reader(user), prefix="version__retrospective__"))


class OutsideTextQuerySet(models.QuerySet["m.OutsideText"]):
    def newest_of_each(self) -> Self:
        """A later version of a study takes the place of the one before it, withdrawn or not."""
        rows: Any = apps.get_model("outside", "OutsideText")._default_manager
        later = rows.filter(
            version__retrospective_id=OuterRef("version__retrospective_id"),
            version__number__gt=OuterRef("version__number"),
        )
        return self.filter(~Exists(later))

    def visible_to(self, user: Who) -> Self:
        """Whoever asks: it was made for everybody. Where the whole text was taken back, so is what was made from it."""
        rows: Any = apps.get_model("publishing", "Publication")._default_manager
        taken_back = rows.filter(retrospective_id=OuterRef("version__retrospective_id"), withdrawn_at__isnull=False)
        return self.newest_of_each().filter(~Exists(taken_back), version__withdrawn_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-out_at", "-id")
