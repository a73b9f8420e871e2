"""The vault's tables. Only the vault imports them; frozen dataclasses leave it."""

from wellkept.vault.models.agreements import Agreement
from wellkept.vault.models.deliveries import Delivery, DeliveryPiece
from wellkept.vault.models.drafts import Draft
from wellkept.vault.models.emergencies import EmergencyOpening
from wellkept.vault.models.keys import MemberKey, RingMark
from wellkept.vault.models.people import Detail, Identifier, Person, Standing
from wellkept.vault.models.quarantine import Quarantined
from wellkept.vault.models.reaching import ContactPoint, Letter, Outgoing
from wellkept.vault.models.representation import (
    DependantFact,
    Grant,
    Invitation,
    Paper,
    PaperPiece,
    Progress,
    RepresentationRequest,
)
from wellkept.vault.models.resources import Resource, SearchValue
from wellkept.vault.models.roster import RosterEntry
from wellkept.vault.models.supporting import Supporting

__all__ = [
    "Agreement",
    "ContactPoint",
    "Delivery",
    "DeliveryPiece",
    "DependantFact",
    "Detail",
    "Draft",
    "EmergencyOpening",
    "Grant",
    "Identifier",
    "Invitation",
    "Letter",
    "MemberKey",
    "Outgoing",
    "Paper",
    "PaperPiece",
    "Person",
    "Progress",
    "Quarantined",
    "RepresentationRequest",
    "Resource",
    "RingMark",
    "RosterEntry",
    "SearchValue",
    "Standing",
    "Supporting",
]
