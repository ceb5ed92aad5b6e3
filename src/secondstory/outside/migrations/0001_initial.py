import django.db.models.deletion
import django.utils.timezone
import secondstory.people.records
from django.conf import settings
from django.db import migrations, models
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('firsthand', '0002_files'),
        ('incidents', '0006_reviewed_process'),
        ('people', '__first__'),
        ('review', '0005_from_today'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='OutsideVersion',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('relative_times', models.BooleanField(default=False)),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=1000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_versions', to='review.edition')),
                ('retrospective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_versions', to='incidents.retrospective')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('retrospective', 'number'), name='one_outside_number')],
            },
        ),
        migrations.CreateModel(
            name='OutsideText',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('canonical', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('lead', models.CharField(blank=True, max_length=600)),
                ('kind', models.CharField(max_length=40)),
                ('out_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='text', to='outside.outsideversion')),
            ],
            options={
                'indexes': [models.Index(fields=['-out_at', '-id'], name='outside_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='outside_hash_shape')],
            },
        ),
        migrations.CreateModel(
            name='OutsideConsent',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('asked', 'waits for them'), ('yes', 'may stand outside'), ('no', 'stays inside'), ('back', 'taken back')], default='asked', max_length=5)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='firsthand.quote')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='outside.outsideversion')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='one_consent_number'), models.UniqueConstraint(condition=models.Q(('quote__isnull', False)), fields=('version', 'quote'), name='outside_quote_asked_once'), models.UniqueConstraint(condition=models.Q(('quote', None)), fields=('version', 'person'), name='outside_name_asked_once')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('sha256', models.CharField(max_length=64)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='outside.outsideversion')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('version', 'created_by', 'sha256'), name='one_look_each'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='outside_look_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveIntegerField()),
                ('phrase', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('person', 'a name'), ('handle', 'a handle'), ('email', 'an e-mail address'), ('service', 'a service of the catalogue'), ('supplier', 'a supplier or somebody else outside'), ('host', 'a host'), ('ip', 'an IP address'), ('link', 'an internal address'), ('ticket', 'a ticket'), ('own', 'chosen by hand')], max_length=10)),
                ('instead', models.CharField(max_length=200)),
                ('decision', models.CharField(choices=[('open', 'not decided'), ('taken', 'written otherwise'), ('left', 'left as it is')], default='open', max_length=5)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='outside.outsideversion')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('version', 'phrase'), name='one_redaction_of_a_phrase'), models.CheckConstraint(condition=models.Q(models.Q(('phrase', ''), _negated=True), models.Q(('instead', ''), _negated=True)), name='redaction_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'left'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='left_for_a_reason')],
            },
        )]),
    ]
