"""A version of a working agreement as Markdown, with the examples that its reader may read."""

from __future__ import annotations

from django.conf import settings

from secondstory.agreements.models import AgreementVersion
from secondstory.agreements.queries import examples_of, whose
from secondstory.exporters.markdown.words import bullets, line, link
from secondstory.people.audience import Who

LEAD = "This is what those who do the work hold to be sound practice; it is not a rule to hold against anybody."


def agreement_to_markdown(version: AgreementVersion, user: Who) -> str:
    published = hasattr(version, "publication")
    day = (version.publication.created_at if published else version.created_at).date()
    state = f"published {day}" if published else f"a draft of {day}"
    parts = [
        f"# {line(version.title)}",
        f"For the work of {line(whose(version.agreement))}. Version {version.number}, {state}."
        f" To look at again on {version.look_again_on}.",
        version.text.strip(),
        LEAD,
    ]
    if examples := examples_of(version, user):
        parts += [
            "## Examples",
            bullets(
                link(one.title, f"{settings.BASE_URL}{one.url}") + (f": {line(one.shows)}" if one.shows else "")
                for one in examples
            ),
        ]
    return "\n\n".join(parts) + "\n"
