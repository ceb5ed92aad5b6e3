"""Signals that seem to belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secondstory.incidents.models import Signal, SignalGroup
from secondstory.incidents.policies import check_can_read
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def group_signals(signals: Sequence[Signal], *, by: Person, title: str = "") -> SignalGroup:
    """Put ``signals`` together; where one already stands in a group, the others join it."""
    for signal in signals:
        check_can_read(signal, by)
        signal.refresh_from_db(fields=["group"])
    if len({signal.pk for signal in signals}) < 2:
        raise Refusal("Choose two signals or more to put together.", field="signals")
    groups = {signal.group_id: signal.group for signal in signals if signal.group}
    if len(groups) > 1:
        raise Refusal("These already stand in different groups. Choose signals of one group.", field="signals")
    joining = [signal for signal in signals if signal.group is None]
    group = next(iter(groups.values()), None)
    if group is None:
        name = line(title, most=200, field="title", empty="Say in a few words what they seem to have in common.")
        group = SignalGroup.objects.create(title=name, created_by=by)
    for signal in joining:
        signal.group = group
        signal.save(update_fields=["group"])
        record("signal.grouped", about=signal, by=by, group=group.pk)
    return group
