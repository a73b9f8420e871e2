import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0005_emergency_openings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("account", models.UUIDField(db_index=True)),
                ("writer", models.UUIDField(db_index=True, null=True)),
                ("form", models.CharField(max_length=40)),
                ("revision", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("sealed", models.BinaryField()),
                (
                    "person",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="vault.person"),
                ),
            ],
            options={
                "db_table": "vault_draft",
            },
        ),
    ]
