"""The addresses of a member's pages. None of them says whose: that is in the session alone."""

from django.urls import path

from wellkept.doors.member import home

urlpatterns = [path("home", home.home, name="home")]
