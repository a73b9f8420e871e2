"""The house's settings, with the plain twin beside it in the same process."""

from wellkept.site.settings import *  # noqa: F403
from wellkept.site.settings import INSTALLED_APPS as _OURS
from wellkept.site.settings import MIDDLEWARE as HOUSE_MIDDLEWARE

INSTALLED_APPS = [*_OURS, "django.contrib.sessions", "benchmarks.plain"]
ROOT_URLCONF = "benchmarks.urls"

# What a careful Django site has (it counts its requests too), without a visitor, a gate, or headers and cookies that a
# statement decides.
PLAIN_MIDDLEWARE = [
    "wellkept.doors.shared.measures.Measures",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wellkept.doors.shared.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
__all__ = ["HOUSE_MIDDLEWARE", "INSTALLED_APPS", "PLAIN_MIDDLEWARE", "ROOT_URLCONF"]
