"""The addresses of the systems' door."""

from django.urls import path

from wellkept.doors.systems import itself, token

urlpatterns = [
    path("systems/token", token.token, name="systems-token"),
    path("systems/self", itself.itself, name="systems-self"),
]
