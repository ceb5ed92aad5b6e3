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
        ('playbook', '0004_words_stay'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='Experience',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('stage', models.SlugField(blank=True, help_text='The step it is about; empty is all of it.', max_length=40)),
                ('way', models.CharField(choices=[('keep', 'Keep'), ('drop', 'Drop'), ('try', 'Try')], max_length=4)),
                ('worked', models.TextField(blank=True, max_length=2000)),
                ('in_the_way', models.TextField(blank=True, max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='incidents.retrospective')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['keep', 'drop', 'try'])), name='experience_way_known'), models.CheckConstraint(condition=models.Q(models.Q(('worked', ''), _negated=True), models.Q(('in_the_way', ''), _negated=True), _connector='OR'), name='experience_says_something'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False), ('study', None), _connector='OR'), name='nameless_experience_has_no_study')],
            },
        ),
        migrations.CreateModel(
            name='NotYet',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.TextField(max_length=4000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubts', to='playbook.processversion')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='not_yet_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('is_built_in', models.BooleanField(default=False, editable=False)),
                ('look_again_on', models.DateField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='practice_has_a_name'), models.CheckConstraint(condition=models.Q(('is_built_in', False), ('retired_at', None), _connector='OR'), name='built_in_changes_by_version')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('about', models.CharField(max_length=80)),
                ('trouble', models.CharField(choices=[('unclear', 'It is unclear'), ('missing', 'Something is missing'), ('not_worth_it', 'It is not worth what it costs'), ('good', 'It is good, and should stay'), ('else', 'Something else')], max_length=12)),
                ('way', models.CharField(choices=[('keep', 'Keep'), ('drop', 'Drop'), ('try', 'Try')], max_length=4)),
                ('what', models.CharField(max_length=200)),
                ('why', models.TextField(max_length=4000)),
                ('hoped_for', models.CharField(blank=True, max_length=1000)),
                ('look_again_on', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField(help_text='An answer is due by then: ten working days.')),
                ('state', models.CharField(choices=[('open', 'open'), ('discussed', 'being discussed'), ('tried', 'being tried'), ('adopted', 'adopted'), ('declined', 'declined')], default='open', max_length=10)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grew_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='practice.experience')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='proposal_says_what_and_why'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'discussed', 'tried', 'adopted', 'declined'])), name='proposal_state_known'), models.CheckConstraint(condition=models.Q(('way__in', ['keep', 'drop', 'try'])), name='proposal_way_known')],
            },
        ),
        migrations.CreateModel(
            name='ProcessDraft',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('goes', models.CharField(blank=True, help_text='What goes for what was added, or why nothing does.', max_length=400)),
                ('let_go_because', models.CharField(blank=True, max_length=400)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbook.processversion')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='playbook.processversion')),
                ('adopts', models.ManyToManyField(blank=True, related_name='adopted_by', to='practice.proposal')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='process_draft_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('helps', models.TextField(blank=True, max_length=2000)),
                ('costs', models.TextField(blank=True, max_length=2000)),
                ('missed', models.TextField(blank=True, max_length=2000)),
                ('outcome', models.CharField(choices=[('keep', 'Keep it'), ('change', 'Change it'), ('retire', 'Retire it')], max_length=6)),
                ('because', models.CharField(max_length=1000)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='practice.practice')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practice.proposal')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='look_says_why'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='look_is_somebodys'), models.CheckConstraint(condition=models.Q(('outcome', 'retire'), ('next_on__isnull', False), _connector='OR'), name='kept_until_looked_at')],
            },
        ),
        migrations.CreateModel(
            name='ProposalAnswer',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('open', 'open'), ('discussed', 'being discussed'), ('tried', 'being tried'), ('adopted', 'adopted'), ('declined', 'declined')], max_length=10)),
                ('text', models.TextField(max_length=4000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='practice.proposal')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbook.processversion')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('state', 'open'), _negated=True)), name='answer_says_why'), models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='answer_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='ProposalWord',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.TextField(max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='practice.proposal')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='word_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ShownBy',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown_by', to='practice.proposal')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='incidents.retrospective')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('proposal', 'study'), name='one_study_shows_it')],
            },
        )]),
    ]
