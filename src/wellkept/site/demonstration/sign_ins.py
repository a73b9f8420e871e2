"""Who can sign in to the demonstration. Passwords are made by the command that runs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from wellkept.site.demonstration.people import Person

Role = Literal["member", "member_services", "clinician", "privacy_officer", "office_administrator", "office_staff"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """One demonstration account. `helps` are the member numbers of those they look after."""

    username: str
    name: str
    email: str
    role: Role
    story: str
    language: str = "en"
    member_number: str | None = None
    helps: tuple[str, ...] = ()


# User name: the person, whom they help, what is worth a look.
_MEMBERS: Final = {
    "marcus": ("whitlock.marcus", (), "has diabetes: look at the A1c plot, and at a claim in process"),
    "elena": ("delgado.elena", ("delgado-rosa.rosa", "delgado.nina"), "looks after her mother Rosa"),
    "rosa": ("delgado-rosa.rosa", (), "is 78 and reads in Spanish; her daughter helps her"),
    "thomas": ("delgado.thomas", (), "had a scan that the plan refused to pay"),
    "claire": ("nakagawa-price.claire", ("nakagawa-price.maya", "nakagawa-price.owen"), "is the mother of two"),
    "maya": ("nakagawa-price.maya", (), "is 15 and has care that is hers alone"),
    "owen": ("nakagawa-price.owen", (), "is 12: some plans give him no account"),
    "guadalupe": ("ramirez.guadalupe", ("ramirez.sofia", "ramirez.mateo"), "prefers Spanish; Medi-Cal"),
    "lucille": ("abernathy.lucille", (), "has Medicare and Medi-Cal together"),
    "avery": ("finch.avery", (), "has coverage and nothing else yet"),
    "keala": ("kealii.kealohilani", ("kealii.kainalu",), "has one of the longest names"),
    "imogen": ("bright-osei.imogen", (), "has another last name than her husband"),
    "anders": ("lindqvist.anders", (), "has coverage that ended"),
    "anjali": ("sundaram.anjali", ("sundaram.asha",), "has a newborn"),
    "dermot": ("callahan.dermot", (), "is in recovery from opioid use"),
}

_STAFF: Final = (
    SignIn("dana", "Dana Ortiz", "dana.ortiz@example.org", "member_services", "answers members' questions"),
    SignIn("samuel", "Samuel Adeyemi", "samuel.adeyemi@example.org", "clinician", "opens a record in an emergency"),
    SignIn("priya", "Priya Raman-Holt", "priya.raman-holt@example.org", "privacy_officer", "writes the statement"),
)

_OFFICE: Final = (
    SignIn("juniper", "Juniper Ashgrove", "juniper@example.org", "office_administrator", "keeps an office's accounts"),
    SignIn("milo", "Milo Vandersteen", "milo@example.org", "office_staff", "checks coverage at the same office"),
)


def sign_ins(people: Mapping[str, Person]) -> tuple[SignIn, ...]:
    """Give the accounts of the members, by the keys of `people`, of the staff and of a provider's office."""
    members = (
        SignIn(
            username=username,
            name=people[key].name,
            email=people[key].email or f"{username}@example.org",
            role="member",
            story=story,
            language=people[key].language,
            member_number=people[key].number,
            helps=tuple(people[other].number for other in helps),
        )
        for username, (key, helps, story) in _MEMBERS.items()
    )
    return (*members, *_STAFF, *_OFFICE)
