import django.db.models.deletion
import django.utils.timezone
import secondstory.people.records
from django.conf import settings
from django.db import migrations, models
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_organization'),
        ('people', '__first__'),
        ('recommendations', '0007_stuck'),
    ]

    operations = [
        Tables([migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('purpose', models.CharField(max_length=1000)),
                ('since', models.DateField()),
                ('is_for_all', models.BooleanField(default=False)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='procedures', to='recommendations.recommendation')),
                ('teams', models.ManyToManyField(blank=True, related_name='procedures', to='people.team')),
            ],
            options={
                'ordering': ['since', 'id'],
                'indexes': [models.Index(fields=['-created_at', '-id'], name='procedure_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('purpose', ''), _negated=True)), name='procedure_says_what_for'), models.UniqueConstraint(condition=models.Q(('recommendation__isnull', False)), fields=('recommendation',), name='one_procedure_per_recommendation')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureRetirement',
            fields=[
                ('id', models.UUIDField(default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('because', models.CharField(max_length=1000)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_room_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='made_room', to='procedures.procedure')),
                ('procedure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retirement', to='procedures.procedure')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='procedure_retired_for_a_reason'), models.CheckConstraint(condition=models.Q(('made_room_for', None), models.Q(('made_room_for', models.F('procedure')), _negated=True), _connector='OR'), name='procedure_makes_room_for_another')],
            },
        )]),
    ]
