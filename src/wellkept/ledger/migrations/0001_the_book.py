from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wellkept.ledger import triggers


def put_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    triggers.ensure(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("through", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("at", models.BigIntegerField()),
                ("signature", models.BinaryField(max_length=64)),
            ],
            options={
                "db_table": "ledger_head",
            },
        ),
        migrations.CreateModel(
            name="InForce",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=100)),
                ("at", models.BigIntegerField(unique=True)),
                ("noted", models.BigIntegerField()),
                ("told", models.CharField(max_length=100)),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "ledger_in_force",
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "ledger_leaf",
            },
        ),
        migrations.CreateModel(
            name="Volume",
            fields=[
                ("year", models.IntegerField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("end", models.BigIntegerField()),
                ("through", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("peaks", models.BinaryField()),
                ("at", models.BigIntegerField()),
                ("signature", models.BinaryField(max_length=64)),
            ],
            options={
                "db_table": "ledger_volume",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(db_column="id", unique=True)),
                ("at", models.BigIntegerField()),
                ("verb", models.CharField(max_length=80)),
                ("visitor", models.CharField(max_length=100)),
                ("party", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=60)),
                ("subject", models.BinaryField(max_length=16, null=True)),
                ("action", models.CharField(max_length=10)),
                ("data", models.TextField()),
                ("purpose", models.CharField(max_length=60)),
                ("clauses", models.TextField()),
                ("verdict", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=20)),
                ("version", models.CharField(max_length=100)),
                ("conditions", models.TextField()),
                ("missing", models.TextField()),
                ("request", models.CharField(max_length=64)),
                ("of", models.UUIDField(null=True)),
                ("count", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "ledger_entry",
                "indexes": [
                    models.Index(
                        condition=models.Q(("subject__isnull", False)),
                        fields=["subject", "number"],
                        name="ledger_entry_subject",
                    ),
                    models.Index(fields=["at"], name="ledger_entry_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("start", models.BigIntegerField()),
                ("width", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "ledger_node",
                "constraints": [models.UniqueConstraint(fields=("width", "start"), name="ledger_node_place")],
            },
        ),
        migrations.RunPython(put_triggers, migrations.RunPython.noop),
    ]
