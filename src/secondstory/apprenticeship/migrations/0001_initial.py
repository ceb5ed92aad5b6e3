import django.db.models.deletion
import django.utils.timezone
import secondstory.people.records
from django.conf import settings
from django.db import migrations, models
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('incidents', '0006_reviewed_process'),
        ('people', '__first__'),
        ('publishing', '0004_talks_and_newcomers'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='Apprenticeship',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('learner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mentorship',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('apprenticeship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorships', to='apprenticeship.apprenticeship')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('apprenticeship',), name='one_mentor_at_a_time'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False), models.Q(('mentor', models.F('created_by')), _negated=True)), name='mentor_is_another')],
            },
        ),
        migrations.CreateModel(
            name='LearnerNote',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('read', 'On a text I read'), ('before', 'Questions before I watch'), ('after', 'Notes after I watched')], max_length=8)),
                ('sealed', models.BinaryField()),
                ('apprenticeship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='apprenticeship.apprenticeship')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.publication')),
                ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.retrospective')),
                ('shared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='apprenticeship.mentorship')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'read'), ('publication__isnull', False), ('study', None)), models.Q(('kind__in', ['before', 'after']), ('publication', None), ('study__isnull', False)), _connector='OR'), name='learner_note_is_about_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('sealed', models.BinaryField()),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.retrospective')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='apprenticeship.mentorship')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('mentorship', 'study'), name='one_feedback_for_a_study')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('step', models.CharField(choices=[('read', 'Read'), ('watch', 'Watch somebody do it'), ('do', 'Do it with somebody watching'), ('lead', 'Lead one'), ('be-watched', 'Be watched')], max_length=12)),
                ('as_mentor', models.BooleanField()),
                ('apprenticeship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='apprenticeship.apprenticeship')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('apprenticeship', 'step', 'as_mentor'), name='one_word_for_a_step'), models.CheckConstraint(condition=models.Q(models.Q(('as_mentor', False), ('step__in', ['read', 'do', 'lead'])), models.Q(('as_mentor', True), ('step__in', ['watch', 'do'])), _connector='OR'), name='signed_by_whose_word_counts')],
            },
        ),
        migrations.CreateModel(
            name='ExerciseAnswer',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('exercise', models.SlugField(max_length=60)),
                ('sealed', models.BinaryField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'exercise'), name='one_answer_each')],
            },
        )]),
    ]
