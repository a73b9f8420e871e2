"""The closed vocabulary of the policy language: every word that a statement's rules may use."""

from wellkept.policy.vocabulary.actions import ACTIONS, Action
from wellkept.policy.vocabulary.conditions import CHOICES, CONDITIONS, OBLIGATIONS, SUBJECTS, bits, names
from wellkept.policy.vocabulary.data import DATA, SENSITIVE
from wellkept.policy.vocabulary.parties import PARTIES
from wellkept.policy.vocabulary.purposes import PURPOSES
from wellkept.policy.vocabulary.tree import Node, Tree, UnknownName

__all__ = [
    "ACTIONS",
    "CHOICES",
    "CONDITIONS",
    "DATA",
    "OBLIGATIONS",
    "PARTIES",
    "PURPOSES",
    "SENSITIVE",
    "SUBJECTS",
    "Action",
    "Node",
    "Tree",
    "UnknownName",
    "bits",
    "names",
]
