"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

from wellkept.site.logs import set_up

set_up()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")

application = get_wsgi_application()
