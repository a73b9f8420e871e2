"""Conditions (facts that hold or not), choices, kinds of subject, and obligations: four closed lists.

Every condition is stated so that true means "may"; unknown counts as false. Facts travel as an int with one bit
per condition, so that a decision is one AND.
"""

from __future__ import annotations

from collections.abc import Iterable

from wellkept.policy.vocabulary.tree import UnknownName

# fmt: off
# id: English, Spanish. What a member or visitor may turn on or off; a statement declares those it has.
CHOICES: dict[str, tuple[str, str]] = {
    "mailings": ("e-mail about our services", "correo sobre nuestros servicios"),
    "texts": ("text messages", "mensajes de texto"),
    "calls": ("voice messages", "mensajes de voz"),
    "subscriptions": ("newsletters", "boletines"),
    "advertising": ("our ads on other sites", "nuestros anuncios en otros sitios"),
    "analytics": ("statistics by an outside company", "estadísticas de una empresa externa"),
    "social": ("social media buttons", "botones de redes sociales"),
    "social_updates": ("updates from our social pages", "novedades de nuestras redes"),
    "location": ("use of precise location", "uso de la ubicación precisa"),
    "remember": ("remembering your choices", "recordar sus opciones"),
    "customise": ("tailored pages", "páginas adaptadas"),
    "research": ("use of survey data for research", "uso de encuestas para investigación"),
}

SUBJECTS: dict[str, tuple[str, str]] = {
    "visitor": ("visitors", "visitantes"),
    "member": ("members of the health plan", "miembros del plan de salud"),
    "patient": ("patients of our clinics and hospitals", "pacientes de nuestras clínicas y hospitales"),
    "employer_funded": ("members whose employer funds the plan", "miembros cuyo empleador financia el plan"),
    "adult": ("adults", "adultos"),
}

_PLAIN: dict[str, tuple[str, str]] = {
    "requested": ("the person asked for it", "la persona lo pidió"),
    "consent": ("the person agreed beforehand", "la persona aceptó antes"),
    "authorised": ("the person gave written permission", "la persona dio permiso por escrito"),
    "granted": ("the person may act for the member", "la persona puede actuar por el miembro"),
    "agreement": ("a written agreement is in force", "hay un acuerdo escrito vigente"),
    "basis": ("the legal basis was checked and written down", "se comprobó y anotó la base legal"),
    "device_permission": ("the device allowed it", "el dispositivo lo permitió"),
    "cookies_accepted": ("the browser accepts cookies", "el navegador acepta cookies"),
    "public_page": ("it happens on a public page", "ocurre en una página pública"),
    "signed_on": ("the person is signed on", "la persona inició sesión"),
    "identified": ("the person showed who they are, or that it is theirs", "la persona demostró quién es, o que es suyo"),
    "of_age_or_through": ("the person is old enough or acts through an adult", "la persona tiene edad o actúa por un adulto"),
    "app_approved": ("the member approved the app", "el miembro aprobó la aplicación"),
    "emergency": ("there is an emergency", "hay una emergencia"),
    "accepted_terms": ("the person accepted the statement", "la persona aceptó la declaración"),
    "own_site": ("it happens on this site", "ocurre en este sitio"),
    "noticed": ("members were told beforehand", "se avisó antes a los miembros"),
    "minor_agrees_or_too_young": (
        "the child is too young to agree to such care alone, or agreed",
        "el menor es muy pequeño para aceptar esa atención por sí mismo, o aceptó",
    ),
}

_CHOSEN: dict[str, tuple[str, str]] = {
    f"{kind}:{choice}": (f"{en} {labels[0]}", f"{es} {labels[1]}")
    for choice, labels in CHOICES.items()
    for kind, en, es in (
        ("opted_in", "the person said yes to", "la persona aceptó"),
        ("not_opted_out", "the person did not say no to", "la persona no rechazó"),
    )
}

_OF: dict[str, tuple[str, str]] = {
    f"subject:{kind}": (f"it concerns {labels[0]}", f"se trata de {labels[1]}") for kind, labels in SUBJECTS.items()
}

CONDITIONS: dict[str, tuple[str, str]] = {**_PLAIN, **_CHOSEN, **_OF}

_BIT: dict[str, int] = {name: 1 << place for place, name in enumerate(CONDITIONS)}

# What a verb must do when a clause that binds it is the one that lets it run.
OBLIGATIONS: dict[str, tuple[str, str]] = {
    "accounting": ("we list it in the accounting of disclosures", "lo anotamos en el registro de divulgaciones"),
    "written_instructions": ("the company follows written instructions", "la empresa sigue instrucciones escritas"),
    "no_onward": ("the company passes it to nobody", "la empresa no lo pasa a nadie"),
    "onward_if_permitted": ("the company passes it on only where we and the law permit", "la empresa lo pasa solo si nosotros y la ley lo permiten"),
    "minimum": ("only what is necessary is given", "se da solo lo necesario"),
    "deidentified_unless_needed": ("data that identify nobody are used whenever they will do", "se usan datos que no identifican a nadie cuando bastan"),
    "notice_before": ("you are told beforehand", "se le avisa antes"),
    "says_recorded": ("you are told that it is kept", "se le avisa que se guarda"),
    "opt_out_in_message": ("each message says how to stop it", "cada mensaje dice cómo cancelarlo"),
    "mark_source": ("the source is kept with the data", "la fuente se guarda con los datos"),
    "tell_app_limits": ("you are told that we do not control the app", "se le avisa que no controlamos la aplicación"),
    "no_health_content": ("it carries nothing about health", "no lleva nada sobre salud"),
    "purpose_recorded": ("the reason is written down", "el motivo queda anotado"),
    "only_reason_given": ("it serves only the reason it was given for", "sirve solo para el motivo por el que se dio"),
    "redisclosure_notice": ("a notice forbids passing it on", "un aviso prohíbe pasarlo a otros"),
}
# fmt: on


def bits(held: Iterable[str]) -> int:
    """The int that stands for these conditions. Raises `UnknownName`."""
    found = 0
    for name in held:
        if name not in _BIT:
            kind = "condition"
            raise UnknownName(kind, name)
        found |= _BIT[name]
    return found


def names(held: int) -> tuple[str, ...]:
    """The conditions that an int stands for, in the vocabulary's order."""
    return tuple(name for name, bit in _BIT.items() if held & bit)
