"""The addresses of the staff's pages."""

from django.urls import path

from wellkept.doors.shared import session_clock
from wellkept.doors.staff import quarantine, reach, sign_in

urlpatterns = [
    path("staff/sign-in", sign_in.sign_in, name="staff-sign-in"),
    path("staff/sign-out", sign_in.sign_out, name="staff-sign-out"),
    path("staff/session", session_clock.clock, name="staff-session"),
    path("staff/session/over", session_clock.over, name="staff-session-over"),
    path("staff/quarantine", quarantine.quarantine, name="staff-quarantine"),
    path("staff/statement-reach", reach.reach, name="staff-reach"),
]
