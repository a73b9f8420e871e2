"""The addresses of a member's pages. None of them says whose: that is in the session alone.

Those made by `asked_first` are shown once what stands before a member is answered.
"""

from django.urls import path

from wellkept.doors.member import (
    agreement,
    claims,
    coverage,
    dependants,
    entry,
    helping,
    home,
    letting_in,
    papers,
    record,
    results,
    security,
    trail,
)
from wellkept.doors.member.first import asked_first
from wellkept.doors.member.profile import contacts, overview, telling
from wellkept.doors.shared import drafts, own_account
from wellkept.doors.shared.door import MEMBERS

urlpatterns = [
    asked_first("draft", drafts.keep, "draft"),
    path("agreement", agreement.agreement, name="agreement"),
    asked_first("home", home.home, "home"),
    asked_first("coverage", coverage.coverage, "coverage"),
    asked_first("claims", claims.claims, "claims"),
    asked_first("claims/<uuid:claim>", claims.claim, "claim"),
    asked_first("record", record.overview, "record"),
    asked_first("record/results", results.results, "record-results"),
    asked_first("record/results/<uuid:entry>", results.result, "record-result"),
    asked_first("record/vitals", results.vitals, "record-vitals"),
    asked_first("record/vitals/<uuid:entry>", results.vital, "record-vital"),
    asked_first("record/entries/<uuid:entry>", entry.entry, "record-entry"),
    asked_first("record/entries/<uuid:entry>/documents/<int:place>", entry.document, "record-document"),
    asked_first("record/<slug:kind>/list", record.kind, "record-list"),
    asked_first("record/<slug:kind>", record.kind, "record-kind"),
    asked_first("your-information", trail.trail, "history"),
    asked_first("your-information/others", trail.others, "history-others"),
    asked_first("profile", overview.overview, "profile"),
    asked_first("profile/name", telling.name, "profile-name"),
    asked_first("profile/languages", telling.languages_page, "profile-languages"),
    asked_first("profile/needs", telling.needs, "profile-needs"),
    asked_first("profile/messages", telling.messages, "profile-messages"),
    asked_first("profile/contacts/add/<slug:kind>", contacts.add, "profile-contact-add"),
    asked_first("profile/contacts/<uuid:point>", contacts.show, "profile-contact"),
    asked_first("dependants", dependants.dependants, "dependants"),
    asked_first("dependants/add", dependants.add, "dependant-add"),
    asked_first("dependants/<uuid:fact>", dependants.fact, "dependant"),
    asked_first("helping", helping.helping, "helping"),
    path("helping/stop", helping.stop, name="helping-stop"),
    asked_first("helping/invite", letting_in.invite, "helping-invite"),
    asked_first("helping/papers", papers.papers, "helping-papers"),
    asked_first("helping/change/<uuid:grant>", letting_in.change, "helping-change"),
    asked_first("helping/did/<uuid:grant>", helping.did, "helping-did"),
    asked_first("helping/join/<str:secret>", letting_in.join, "helping-join"),
    # Who does not agree, or may not, can still see to her account and end it.
    *own_account.addresses(MEMBERS),
    path("security/passcode", security.passcode, name="security-passcode"),
    path("security/end", security.end_account, name="security-end"),
]
