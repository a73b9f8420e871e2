from django.apps import AppConfig


class Ledger(AppConfig):
    name = "wellkept.ledger"
    label = "ledger"
    verbose_name = "Ledger"
