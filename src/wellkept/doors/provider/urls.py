"""The addresses of the provider portal; its statement is among the public pages."""

from django.urls import path

from wellkept.doors.provider import home, joining, patients, people
from wellkept.doors.shared import ways_in
from wellkept.doors.shared.door import OFFICES

urlpatterns = [
    *ways_in.addresses(OFFICES),
    path("provider-portal", home.home, name="office-home"),
    path("provider-portal/patients", patients.patients, name="office-patients"),
    path("provider-portal/patients/<uuid:patient>", patients.patient, name="office-patient"),
    path("provider-portal/people", people.people, name="office-people"),
    path("provider-portal/trail", people.trail, name="office-trail"),
    path("provider-portal/join/<str:link>", joining.join, name="office-join"),
]
