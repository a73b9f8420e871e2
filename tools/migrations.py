"""Say whether models have changed without a migration; exit 1 if so. Looks at the code alone, in a home of its own."""

import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.environ["WELLKEPT_HOME"] = folder
    os.environ.pop("WELLKEPT_DATABASE", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "wellkept.site.settings"

    import django
    from django.core.management import call_command

    from wellkept.site.home import home

    home().make()  # a database that can be opened, since the history of what was migrated is read too
    django.setup()
    call_command("makemigrations", check_changes=True, dry_run=True)
