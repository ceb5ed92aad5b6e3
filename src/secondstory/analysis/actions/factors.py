"""Step 4: beyond a single control. Each of the seven kinds is 'found' or 'looked, found none', never both."""

from __future__ import annotations

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import keep
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.models import LookedFoundNone, SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def name_factor(study: Retrospective, kind: str, text: str, *, by: Person) -> SystemicFactor:
    """Naming one takes back 'looked, found none' for its kind."""
    factor = keep(SystemicFactor(retrospective=study, kind=kind, text=text), by=by)
    for look in LookedFoundNone.objects.filter(retrospective=study, kind=factor.kind):
        remove(look, by=by)
    return factor


@action
def look_found_none(study: Retrospective, kind: str, *, by: Person) -> LookedFoundNone:
    policies.check_can_name(LookedFoundNone, study, by)
    if SystemicFactor.objects.filter(retrospective=study, kind=kind).exists():
        raise Refusal(
            "A factor of this kind is named. Take it out first, if you now think there is none.",
            code="factor_named",
            field="kind",
        )
    return keep(LookedFoundNone(retrospective=study, kind=kind), by=by)
