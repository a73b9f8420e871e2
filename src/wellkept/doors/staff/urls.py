"""The addresses of the staff's pages."""

from django.urls import path

from wellkept.doors.shared import session_clock
from wellkept.doors.staff import accounts, emergencies, people, quarantine, reach, representation, roles, sign_in

urlpatterns = [
    path("staff/sign-in", sign_in.sign_in, name="staff-sign-in"),
    path("staff/sign-in/second-step", sign_in.second_step, name="staff-second-step"),
    path("staff/sign-in/set-up", sign_in.set_up, name="staff-set-up"),
    path("staff/sign-in/passkey", sign_in.passkey, name="staff-sign-in-passkey"),
    path("staff/sign-in/passkey-options", sign_in.passkey_options, name="staff-sign-in-passkey-options"),
    path("staff/sign-out", sign_in.sign_out, name="staff-sign-out"),
    path("staff/session", session_clock.clock, name="staff-session"),
    path("staff/session/over", session_clock.over, name="staff-session-over"),
    path("staff/people", people.people, name="staff-people"),
    path("staff/people/file", people.file, name="staff-file"),
    path("staff/people/claims", people.claims, name="staff-file-claims"),
    path("staff/people/record", people.record, name="staff-file-record"),
    path("staff/people/emergency", emergencies.declare, name="staff-emergency"),
    path("staff/emergencies", emergencies.openings, name="staff-emergencies"),
    path("staff/emergencies/<uuid:opening>", emergencies.opening, name="staff-emergency-opening"),
    path("staff/roles", roles.roles, name="staff-roles"),
    path("staff/accounts", accounts.accounts, name="staff-accounts"),
    path("staff/quarantine", quarantine.quarantine, name="staff-quarantine"),
    path("staff/representation", representation.waiting, name="staff-representation"),
    path("staff/representation/<uuid:asked>", representation.asked, name="staff-representation-request"),
    path("staff/representation/<uuid:asked>/<uuid:paper>", representation.paper, name="staff-representation-paper"),
    path("staff/statement-reach", reach.reach, name="staff-reach"),
]
