"""The addresses of the public pages."""

from django.urls import path

from wellkept.doors.public import (
    children,
    compare,
    contact,
    health,
    joining,
    language,
    notice,
    password_reset,
    region,
    statement,
    theme,
    user_name,
    welcome,
)
from wellkept.doors.public.register import views as register
from wellkept.doors.shared import ways_in
from wellkept.doors.shared.door import MEMBERS

urlpatterns = [
    *ways_in.addresses(MEMBERS),
    path("", welcome.welcome, name="welcome"),
    path("privacy-statement", statement.in_force, name="privacy-statement"),
    path("privacy-statement/versions", statement.versions, name="statement-versions"),
    path("privacy-statement/versions/<str:version>", statement.version, name="statement-version"),
    path("privacy-statement/compare", compare.compare, name="statement-compare"),
    path("notice-of-privacy-practices", notice.notices, name="notice-of-privacy-practices"),
    path("notice-of-privacy-practices/<slug:name>", notice.notice, name="notice"),
    path("notices/<slug:name>/<str:version>/", notice.by_version, name="notice-by-version"),
    path("provider-portal/privacy-statement", notice.portal, name="portal-statement"),
    path("children", children.children, name="children"),
    path("contact", contact.contact, name="contact"),
    path("register", register.who, name="register"),
    path("register/way", register.way, name="register-way"),
    path("register/code", register.code, name="register-code"),
    path("register/account", register.account, name="register-account"),
    path("register/done", register.done, name="register-done"),
    path("join/done", joining.done, name="join-done"),
    path("join/<str:secret>", joining.join, name="join"),
    path("forgot-user-name", user_name.ask, name="user-name"),
    path("reset-password", password_reset.ask, name="reset-password"),
    path("reset-password/<str:link>", password_reset.set_new, name="reset-password-link"),
    path("not-me/<str:link>", password_reset.not_me, name="not-me"),
    path("language", language.language, name="language"),
    path("region", region.region, name="region"),
    path("theme.css", theme.theme, name="theme"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
]
