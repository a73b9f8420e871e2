"""Django's settings. What a plan decides is in its statement and `plan.toml`, not here."""

from __future__ import annotations

import os
from ipaddress import ip_network

from wellkept.site.databases import databases
from wellkept.site.home import home

HOME = home()
WELLKEPT_HOME = str(HOME.folder)

DEBUG = False
SECRET_KEY = HOME.secret_key()
ALLOWED_HOSTS = os.environ.get("WELLKEPT_HOSTS", "localhost,127.0.0.1").split(",")
# The proxies before this site, as addresses or networks ("10.0.0.5,10.1.0.0/16"): only they are believed about whom
# they pass on. Without one nobody is.
WELLKEPT_PROXY = tuple(
    ip_network(one.strip()) for one in os.environ.get("WELLKEPT_PROXY", "").split(",") if one.strip()
)
# Where links in messages begin; never what a request calls this host.
WELLKEPT_ADDRESS = os.environ.get("WELLKEPT_ADDRESS", "http://localhost:8000").rstrip("/")
ROOT_URLCONF = "wellkept.site.urls"
WSGI_APPLICATION = "wellkept.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "wellkept.vault",
    "wellkept.ledger",
    "wellkept.identity",
    "wellkept.doors.shared",
    "wellkept.doors.public",
    "wellkept.doors.member",
    "wellkept.doors.staff",
    "wellkept.doors.provider",
    "wellkept.doors.clock",
]
MIDDLEWARE = [
    "wellkept.doors.shared.measures.Measures",
    "wellkept.doors.shared.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wellkept.doors.shared.sessions.Sessions",
    "wellkept.doors.shared.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "wellkept.doors.shared.visitors.Visitors",
    "wellkept.doors.shared.sign_off.SignOff",
    "wellkept.doors.shared.refusals.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["wellkept.doors.shared.frame.frame", "wellkept.doors.member.helping.around"],
            "builtins": ["wellkept.doors.shared.templatetags.words"],
        },
    }
]

DATABASES = databases(os.environ.get("WELLKEPT_DATABASE", ""), HOME)
DATABASE_ROUTERS = ["wellkept.vault.routing.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["wellkept.identity.accounts.UserNameAndPassword"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in"

SESSION_ENGINE = "wellkept.identity.sessions"
SESSION_COOKIE_NAME = "wk_session"  # the member's door; the others' are in doors/shared/sessions.py
CSRF_COOKIE_NAME = "wk_csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "wk_language"
# A plan serves over TLS; only a site on this machine alone goes without.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("WELLKEPT_TLS", "") == "1"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")]  # noqa: PTH118, PTH120

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: whitenoise serves from where the files are
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# The usual handlers write what is over 2.5 MB to a temporary file, in the clear.
FILE_UPLOAD_HANDLERS = ["wellkept.doors.shared.uploads.InMemory"]
APPEND_SLASH = False
LOGGING_CONFIG = None
