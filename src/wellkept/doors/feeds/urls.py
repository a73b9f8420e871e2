"""The addresses at which registered systems deliver."""

from django.urls import path

from wellkept.doors.feeds import deliveries

urlpatterns = [
    path("systems/deliveries", deliveries.deliver, name="systems-deliveries"),
    path("systems/deliveries/<uuid:delivery>", deliveries.delivery, name="systems-delivery"),
]
