"""The addresses of the staff's pages."""

from django.urls import path

from wellkept.doors.shared import drafts, own_account, set_up, ways_in
from wellkept.doors.shared.door import STAFF
from wellkept.doors.staff import (
    accounts,
    callers,
    emergencies,
    home,
    letters,
    offices,
    people,
    quarantine,
    reach,
    representation,
    roles,
)

urlpatterns = [
    *ways_in.addresses(STAFF),
    path("staff/set-up/<str:link>", set_up.by_link, {"door": STAFF}, name="staff-set-up-link"),
    path("staff/draft", drafts.keep, name="staff-draft"),
    *own_account.addresses(STAFF),
    path("staff/home", home.home, name="staff-home"),
    path("staff/people", people.people, name="staff-people"),
    path("staff/people/file", people.file, name="staff-file"),
    path("staff/people/caller", callers.caller, name="staff-caller"),
    path("staff/people/claims", people.claims, name="staff-file-claims"),
    path("staff/people/record", people.record, name="staff-file-record"),
    path("staff/people/emergency", emergencies.declare, name="staff-emergency"),
    path("staff/emergencies", emergencies.openings, name="staff-emergencies"),
    path("staff/emergencies/<uuid:opening>", emergencies.opening, name="staff-emergency-opening"),
    path("staff/roles", roles.roles, name="staff-roles"),
    path("staff/offices", offices.offices, name="staff-offices"),
    path("staff/offices/<uuid:office>", offices.office, name="staff-office"),
    path("staff/accounts", accounts.accounts, name="staff-accounts"),
    path("staff/quarantine", quarantine.quarantine, name="staff-quarantine"),
    path("staff/letters", letters.letters, name="staff-letters"),
    path("staff/representation", representation.waiting, name="staff-representation"),
    path("staff/representation/<uuid:asked>", representation.asked, name="staff-representation-request"),
    path("staff/representation/<uuid:asked>/<uuid:paper>", representation.paper, name="staff-representation-paper"),
    path("staff/statement-reach", reach.reach, name="staff-reach"),
]
