"""The one place where an ask becomes a permit or a refusal and is written down."""

from wellkept.gate.admit import Refused, admit, admit_each, admit_once, done, write_waiting_refusals
from wellkept.gate.coded import coded
from wellkept.gate.foresee import foresee, offered
from wellkept.gate.in_force import FailsItsCheck, NothingInForce, Promised, promised, put_in_force, today
from wellkept.gate.verbs import VERBS, Declared, Verb, Way, verb

__all__ = [
    "VERBS",
    "Declared",
    "FailsItsCheck",
    "NothingInForce",
    "Promised",
    "Refused",
    "Verb",
    "Way",
    "admit",
    "admit_each",
    "admit_once",
    "coded",
    "done",
    "foresee",
    "offered",
    "promised",
    "put_in_force",
    "today",
    "verb",
    "write_waiting_refusals",
]
