from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from secondstory.people.records import uuid7
from secondstory.publishing.citing import slugs_in


def read(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was published before citations were kept is read for them once."""
    texts, citations = (apps.get_model("publishing", name).objects for name in ("Publication", "Citation"))
    known = dict(texts.values_list("slug", "pk"))
    for key, canonical in texts.values_list("pk", "edition__canonical").iterator(chunk_size=50):
        cited = {known[slug] for slug in slugs_in(bytes(canonical)) if slug in known} - {key}
        citations.bulk_create(
            (citations.model(id=uuid7(), citing_id=key, cited_id=one) for one in sorted(cited)), ignore_conflicts=True
        )


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_cited")]

    operations = [migrations.RunPython(read, migrations.RunPython.noop)]
