"""The vocabulary's words where the reader is not whom they are about: a daughter reads her mother's history.

Labels that say "you" have a wording here without it, in English and Spanish; all others serve as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.statement.folding import folded

_DATA: dict[str, tuple[str, str]] = {
    "identity": ("facts about who the person is", "datos sobre quién es la persona"),
    "identity.proof": ("proof of identity", "documentos de identidad"),
    "identity.other": ("other facts unique to the person", "otros datos propios de la persona"),
    "profile.message_kinds": ("kinds of messages wanted", "tipos de mensajes deseados"),
    "family.representation": ("who may act for the person", "quién puede actuar por la persona"),
    "health.entered": ("health facts entered", "datos de salud ingresados"),
    "care.offices": ("who gives care", "quién da atención"),
    "communication.forms": ("comments and questions", "comentarios y preguntas"),
    "communication.outreach": ("record of messages sent", "registro de mensajes enviados"),
    "rights.requests": ("requests about the data", "solicitudes sobre los datos"),
    "programme": ("programs and classes", "programas y clases"),
    "social.following": ("following of our social pages", "seguimiento de nuestras redes"),
    "social.posts": ("public posts", "publicaciones abiertas"),
    "trail": ("record of what was done with the data", "registro de lo hecho con los datos"),
}
_PURPOSES: dict[str, tuple[str, str]] = {
    "member": ("the person's own access and control", "el acceso y control de la propia persona"),
    "member.access": ("access to the information", "el acceso a la información"),
    "member.correct": ("correcting or removing information", "corregir o eliminar información"),
    "member.rights": ("carrying out privacy rights", "cumplir con derechos de privacidad"),
    "member.trail": ("showing what was done with the information", "mostrar qué se hizo con la información"),
    "member.app": ("sending data to a chosen app", "enviar datos a una aplicación elegida"),
    "service": ("giving the service asked for", "dar el servicio pedido"),
    "service.account": ("setting up and keeping the account", "crear y mantener la cuenta"),
    "service.identity": ("checking who somebody is", "confirmar la identidad"),
    "service.messages": ("answering messages", "responder mensajes"),
    "service.questions": ("answering questions and comments", "responder preguntas y comentarios"),
    "service.chat": ("talking by chat", "conversar por chat"),
    "service.quote": ("sending a quote", "enviar una cotización"),
    "service.information": ("sending information", "enviar información"),
    "service.programme": ("taking part in a program", "participar en un programa"),
    "service.network": ("keeping network and doctor up to date", "mantener al día la red y el médico"),
    "outreach": ("writing to the person", "escribir a la persona"),
    "outreach.essential": ("messages that cannot be stopped", "mensajes que no se pueden cancelar"),
    "site.deliver": ("delivering pages and keeping people signed on", "entregar páginas y mantener la sesión"),
    "site.remember": ("remembering a choice", "recordar una opción"),
    "site.recognise": ("knowing that somebody came back", "saber que alguien regresó"),
    "anonymise.deidentify": ("removing what identifies people", "quitar lo que identifica"),
    "disclosure": ("agreed sharing", "compartir con acuerdo"),
    "disclosure.consent": ("what was agreed to", "lo que se aceptó"),
}
_PARTIES: dict[str, tuple[str, str]] = {
    "person": ("the person", "la persona"),
    "representative": ("people who act for the person", "personas que actúan por la persona"),
    "representative.invited": ("an invited person", "una persona invitada"),
    "provider": ("doctors and others who give care", "médicos y otros que dan atención"),
    "provider.practitioner": ("a doctor or other clinician", "un médico u otro profesional"),
    "provider.pharmacy": ("a pharmacy", "una farmacia"),
    "app": ("a chosen app", "una aplicación elegida"),
    "authorised": ("people named in writing", "personas nombradas por escrito"),
    "consented": ("others agreed to", "otros aceptados"),
}


def kinds(leaves: Sequence[str], language: str) -> list[str]:
    """The fewest labels that stand for some leaves, none of which speaks to the reader."""
    found = folded(DATA, leaves)
    if found == ("*",):
        return [_("all information")]
    return [_DATA[name][language == "es"] if name in _DATA else DATA[name].label(language) for name in found]


def purpose(name: str, language: str) -> str:
    """The words for a purpose, which follow "for"."""
    return _PURPOSES[name][language == "es"] if name in _PURPOSES else PURPOSES[name].label(language)


def party(name: str, language: str) -> str:
    """The words for a class of party; the name itself for what is none."""
    if name in _PARTIES:
        return _PARTIES[name][language == "es"]
    return PARTIES[name].label(language) if name in PARTIES else name


def about(what: str, name: str) -> str:
    """Some kinds of information with whose they are: "claims and coverage of Rosa Delgado"."""
    return _("%(what)s of %(name)s") % {"what": what, "name": name} if name else what
