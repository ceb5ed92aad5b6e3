import django.db.models.deletion
import django.utils.timezone
import secondstory.people.records
from django.conf import settings
from django.db import migrations, models
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('analysis', '0007_held_by'),
        ('people', '0002_organization'),
        ('people', '__first__'),
        ('publishing', '0004_talks_and_newcomers'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='Moderator',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('idea', models.CharField(blank=True, max_length=64)),
                ('case', models.CharField(blank=True, max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=60)),
                ('where', models.CharField(blank=True, max_length=300)),
                ('why', models.CharField(blank=True, max_length=600)),
                ('is_off', models.BooleanField(default=False, help_text='It does not take place; its notes stay.')),
                ('changed', models.PositiveIntegerField(default=0)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.publication')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('text', 'A published text'), ('idea', 'An idea'), ('question', 'An open question'), ('topic', 'A topic of its own'), ('reading', 'Read together')], max_length=10)),
                ('idea', models.CharField(blank=True, max_length=64)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('title_stands', models.BooleanField(default=True)),
                ('audience', models.CharField(blank=True, choices=[('team', 'The team'), ('organization', 'The whole organization')], max_length=20)),
                ('last_said_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mystery', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='analysis.mystery')),
                ('publication', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.publication')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('reading', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commons.reading')),
            ],
            options={
                'ordering': ['-last_said_at', '-id'],
                'indexes': [models.Index(fields=['-last_said_at', '-id'], name='discussion_newest_first')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('idea', ''), _negated=True), fields=('idea',), name='one_discussion_per_idea'), models.CheckConstraint(condition=models.Q(models.Q(('audience', ''), ('idea', ''), ('kind', 'text'), ('mystery', None), ('publication__isnull', False), ('reading', None)), models.Q(('audience', ''), ('kind', 'idea'), ('mystery', None), ('publication', None), ('reading', None), models.Q(('idea', ''), _negated=True)), models.Q(('audience', ''), ('idea', ''), ('kind', 'question'), ('publication', None), ('reading', None)), models.Q(('audience', ''), ('idea', ''), ('kind', 'reading'), ('mystery', None), ('publication', None), ('reading__isnull', False)), models.Q(('audience', 'organization'), ('idea', ''), ('kind', 'topic'), ('mystery', None), ('publication', None), ('reading', None)), models.Q(('audience', 'team'), ('idea', ''), ('kind', 'topic'), ('mystery', None), ('publication', None), ('reading', None), ('team__isnull', False)), _connector='OR'), name='discussion_is_about_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='ReadingGroup',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=1000)),
                ('audience', models.CharField(choices=[('team', 'The team'), ('organization', 'The whole organization')], default='organization', max_length=20)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='reading_group_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'organization'), ('team', None)), models.Q(('audience', 'team'), ('team__isnull', False)), _connector='OR'), name='reading_group_audience')],
            },
        )]),
        migrations.AddField(
            model_name='reading',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='commons.readinggroup'),
        ),
        Tables([migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='commons.readinggroup')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('group', 'person'), name='in_a_reading_group_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadingList',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=600)),
                ('audience', models.CharField(choices=[('me', 'Only you'), ('team', 'Your team'), ('organization', 'The whole organization')], default='me', max_length=20)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='list_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'me'), ('kept_by', None), ('team', None)), models.Q(('audience', 'team'), ('team__isnull', False)), models.Q(('audience', 'organization'), ('team', None)), _connector='OR'), name='list_audience')],
            },
        ),
        migrations.CreateModel(
            name='ReadingItem',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('idea', models.CharField(blank=True, max_length=64)),
                ('case', models.CharField(blank=True, max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('position', models.PositiveIntegerField()),
                ('why', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.publication')),
                ('reading_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='commons.readinglist')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('author', ''), ('title', ''), ('url', ''), ('case', ''), ('idea', ''), ('publication__isnull', False)), models.Q(('author', ''), ('title', ''), ('url', ''), models.Q(('idea', ''), _negated=True), ('case', ''), ('publication', None)), models.Q(('author', ''), ('title', ''), ('url', ''), models.Q(('case', ''), _negated=True), ('idea', ''), ('publication', None)), models.Q(('case', ''), ('idea', ''), ('publication', None), models.Q(('title', ''), _negated=True)), _connector='OR'), name='item_is_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='ListFollowing',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reading_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='commons.readinglist')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reading_list', 'created_by'), name='follows_a_list_once')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('opens', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True, max_length=8000)),
                ('reworded_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='commons.discussion')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='commons.remark')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'indexes': [models.Index(fields=['discussion', 'reply_to', 'created_at'], name='remarks_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('created_by__isnull', False)), name='remark_is_somebodys'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), models.Q(('text', ''), _negated=True)), models.Q(('text', ''), ('withdrawn_at__isnull', False)), _connector='OR'), name='remark_says_something_until_taken_back')],
            },
        ),
        migrations.CreateModel(
            name='OpenedQuestion',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mystery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.mystery')),
                ('remark', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opened_question', to='commons.remark')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Influence',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=20)),
                ('target', models.UUIDField()),
                ('shows', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='influences', to='commons.remark')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('note', 'kind', 'target'), name='one_influence_each')],
            },
        ),
        migrations.CreateModel(
            name='EarlierWords',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.TextField(max_length=8000)),
                ('was_hidden', models.BooleanField(default=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='commons.remark')),
            ],
            options={
                'verbose_name_plural': 'earlier words',
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('verb', models.CharField(choices=[('hidden', 'hidden'), ('left', 'left as it is'), ('restored', 'shown again')], max_length=10)),
                ('because', models.CharField(max_length=1000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='commons.remark')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='decided_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.CharField(max_length=500)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='commons.decision')),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='commons.remark')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('created_by__isnull', False)), name='concern_says_what'), models.UniqueConstraint(condition=models.Q(('decision', None)), fields=('remark', 'created_by'), name='one_open_concern_each')],
            },
        ),
        migrations.CreateModel(
            name='ConductVersion',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('text', models.TextField(max_length=8000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='conduct_says_something')],
            },
        )]),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('author', ''), ('title', ''), ('url', ''), ('case', ''), ('idea', ''), ('publication__isnull', False)), models.Q(('author', ''), ('title', ''), ('url', ''), models.Q(('idea', ''), _negated=True), ('case', ''), ('publication', None)), models.Q(('author', ''), ('title', ''), ('url', ''), models.Q(('case', ''), _negated=True), ('idea', ''), ('publication', None)), models.Q(('case', ''), ('idea', ''), ('publication', None), models.Q(('title', ''), _negated=True)), _connector='OR'), name='reading_is_one_thing'),
        ),
    ]
