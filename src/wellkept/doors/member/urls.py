"""The addresses of a member's pages. None of them says whose: that is in the session alone."""

from django.urls import path

from wellkept.doors.member import claims, coverage, entry, helping, home, letting_in, record, results, security, trail

urlpatterns = [
    path("home", home.home, name="home"),
    path("coverage", coverage.coverage, name="coverage"),
    path("claims", claims.claims, name="claims"),
    path("claims/<uuid:claim>", claims.claim, name="claim"),
    path("record", record.overview, name="record"),
    path("record/results", results.results, name="record-results"),
    path("record/results/<uuid:entry>", results.result, name="record-result"),
    path("record/vitals", results.vitals, name="record-vitals"),
    path("record/vitals/<uuid:entry>", results.vital, name="record-vital"),
    path("record/entries/<uuid:entry>", entry.entry, name="record-entry"),
    path("record/entries/<uuid:entry>/documents/<int:place>", entry.document, name="record-document"),
    path("record/<slug:kind>/list", record.kind, name="record-list"),
    path("record/<slug:kind>", record.kind, name="record-kind"),
    path("your-information", trail.trail, name="history"),
    path("your-information/others", trail.others, name="history-others"),
    path("helping", helping.helping, name="helping"),
    path("helping/stop", helping.stop, name="helping-stop"),
    path("helping/invite", letting_in.invite, name="helping-invite"),
    path("helping/change/<uuid:grant>", letting_in.change, name="helping-change"),
    path("helping/did/<uuid:grant>", helping.did, name="helping-did"),
    path("helping/join/<str:secret>", letting_in.join, name="helping-join"),
    path("security", security.overview, name="security"),
    path("security/password", security.password, name="security-password"),
    path("security/app", security.app, name="security-app"),
    path("security/recovery-codes", security.recovery_codes, name="security-recovery-codes"),
    path("security/passkey", security.passkey, name="security-passkey"),
    path("security/passkey-options", security.passkey_options, name="security-passkey-options"),
    path("security/remove", security.remove, name="security-remove"),
    path("security/session", security.end_session, name="security-session"),
    path("security/browser", security.forget, name="security-browser"),
    path("security/passcode", security.passcode, name="security-passcode"),
    path("security/end", security.end_account, name="security-end"),
]
