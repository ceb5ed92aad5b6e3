import django.db.models.deletion
import django.utils.timezone
import secondstory.people.records
from django.conf import settings
from django.db import migrations, models
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('analysis', '0006_exercises'),
        ('incidents', '0006_reviewed_process'),
        ('people', '0002_organization'),
        ('people', '__first__'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('is_for_all', models.BooleanField(default=False)),
                ('audience', models.CharField(choices=[('team', 'The team'), ('organization', 'The whole organization')], default='team', max_length=20)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('teams', models.ManyToManyField(blank=True, related_name='agreements', to='people.team')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['team', 'organization'])), name='agreement_audience')],
            },
        ),
        migrations.CreateModel(
            name='AgreementRetirement',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('because', models.CharField(max_length=1000)),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retirement', to='agreements.agreement')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='retired_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(max_length=20000)),
                ('why', models.CharField(blank=True, help_text='What is different from the one before, and why.', max_length=1000)),
                ('look_again_on', models.DateField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='agreements.agreement')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='one_agreement_number'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='agreement_is_somebodys'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='agreement_says_something')],
            },
        ),
        migrations.CreateModel(
            name='AgreementReview',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('is_so', models.BooleanField()),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='agreements.agreementversion')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='agreement_review_is_somebodys'), models.CheckConstraint(condition=models.Q(('is_so', True), models.Q(('text', ''), _negated=True), _connector='OR'), name='not_yet_says_what')],
            },
        ),
        migrations.CreateModel(
            name='AgreementPublication',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('audience', models.CharField(choices=[('team', 'The team'), ('organization', 'The whole organization')], max_length=20)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='agreements.agreementversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['team', 'organization'])), name='agreement_published_for')],
            },
        ),
        migrations.CreateModel(
            name='AgreementExample',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('shows', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.finding')),
                ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='incidents.retrospective')),
                ('work_note', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.worknote')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examples', to='agreements.agreementversion')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finding', None), ('study__isnull', False), ('work_note', None)), models.Q(('finding__isnull', False), ('study', None), ('work_note', None)), models.Q(('finding', None), ('study', None), ('work_note__isnull', False)), _connector='OR'), name='example_is_one_thing')],
            },
        )]),
    ]
