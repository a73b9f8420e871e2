"""Say whether models have changed without a migration; exit 1 if so. Looks at the code alone, in a home of its own."""

import os
import tempfile

with tempfile.TemporaryDirectory() as home:
    os.environ["WELLKEPT_HOME"] = home
    os.environ.pop("WELLKEPT_DATABASE", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "wellkept.site.settings"

    import django
    from django.core.management import call_command

    django.setup()
    call_command("makemigrations", check_changes=True, dry_run=True)
