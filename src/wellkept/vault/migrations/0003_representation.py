import uuid
from datetime import UTC, datetime

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def grants_of_standing(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever was let act before there were grants goes on acting, and can be seen and ended."""
    standing, grant = apps.get_model("vault", "Standing"), apps.get_model("vault", "Grant")
    now = datetime.now(UTC)
    for row in standing.objects.exclude(viewer=models.F("person_id")):
        basis = "enrolment" if row.party == "representative.parent" else "invited"
        grant.objects.create(
            person_id=row.person_id,
            viewer=row.viewer,
            party=row.party,
            basis=basis,
            data='["*"]',
            acts=True,
            begins=now.date(),
            ends=row.valid_until,
            made=now,
            sealed=b"",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_reaching"),
    ]

    operations = [
        migrations.CreateModel(
            name="DependantFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=60)),
                ("received", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "vault_dependant_fact",
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("viewer", models.UUIDField(db_index=True)),
                ("party", models.CharField(max_length=40)),
                ("basis", models.CharField(max_length=20)),
                ("data", models.TextField()),
                ("acts", models.BooleanField()),
                ("begins", models.DateField()),
                ("ends", models.DateField(db_index=True, null=True)),
                ("closes", models.TextField(blank=True, default="")),
                ("opened", models.TextField(blank=True, default="")),
                ("made", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, default="", max_length=20)),
                ("sealed", models.BinaryField(default=bytes)),
            ],
            options={
                "db_table": "vault_grant",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data", models.TextField()),
                ("acts", models.BooleanField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("made", models.DateTimeField()),
                ("open_until", models.DateTimeField()),
                ("state", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "vault_invitation",
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("size", models.IntegerField()),
                ("pieces", models.IntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "vault_paper",
            },
        ),
        migrations.CreateModel(
            name="PaperPiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "vault_paper_piece",
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("job", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
            options={
                "db_table": "vault_progress",
            },
        ),
        migrations.CreateModel(
            name="RepresentationRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.UUIDField(db_index=True, null=True)),
                ("party", models.CharField(max_length=40)),
                ("state", models.CharField(db_index=True, max_length=20)),
                ("made", models.DateTimeField()),
                ("decided", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "vault_representation_request",
            },
        ),
        migrations.AddField(
            model_name="standing",
            name="valid_from",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="detail",
            index=models.Index(
                condition=models.Q(("category", "coverage.enrolment")), fields=["received"], name="detail_enrolled"
            ),
        ),
        migrations.AddField(
            model_name="dependantfact",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="grant",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="paper",
            name="person",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="paperpiece",
            name="paper",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.paper"),
        ),
        migrations.AddField(
            model_name="paperpiece",
            name="person",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="representationrequest",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
        ),
        migrations.AddField(
            model_name="paper",
            name="request",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="vault.representationrequest"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended__isnull", True)), fields=("person", "viewer"), name="grant_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperpiece",
            constraint=models.UniqueConstraint(models.F("paper"), models.F("place"), name="paper_piece_once"),
        ),
        migrations.RunPython(grants_of_standing, migrations.RunPython.noop),
    ]
