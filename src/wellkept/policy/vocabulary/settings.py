"""The settings that a statement may state, and a plan may set where its documents are silent: a closed list.

Each has its safer direction. A change of a statement that moves a setting away from it is material
(`docs/semantics.md`, comparison). Spans of time are numbers of minutes or days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | tuple[str, ...]


class Kind(StrEnum):
    """What a setting's value is: a number of minutes or days, another number, yes or no, words."""

    MINUTES = "minutes"
    DAYS = "days"
    INT = "int"
    BOOL = "bool"
    CHOICE = "choice"
    LIST = "list"
    TEXT = "text"


class Safer(StrEnum):
    """Which way a setting protects people better; ORDER: later among its values; NONE: neither way."""

    LESS = "less"
    MORE = "more"
    ORDER = "order"
    FEWER = "fewer"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its label, the values it may have with their labels, its safer direction, its legal source.

    `values` maps a choice's or list's values to (English, Spanish), for ORDER from least to most safe. A BOOL is
    safer true with MORE and false with LESS; a LIST is safer longer with MORE, shorter with FEWER.
    """

    name: str
    kind: Kind
    safer: Safer
    en: str
    es: str
    values: tuple[tuple[str, tuple[str, str]], ...] = ()
    source: str = ""

    def label(self, language: str) -> str:
        """The words for this setting in `language` ("en" or "es")."""
        return self.es if language == "es" else self.en

    def value_label(self, value: str, language: str) -> str:
        """The words for one of its values. Raises KeyError for another value."""
        return dict(self.values)[value][language == "es"]

    def less_safe(self, old: Value, new: Value) -> bool:
        """Whether a change from `old` to `new` moves away from the safer direction."""
        match self.safer:
            case Safer.LESS:
                return _number(new) > _number(old)
            case Safer.MORE if self.kind is Kind.LIST:
                return not set(_members(old)) <= set(_members(new))
            case Safer.MORE:
                return _number(new) < _number(old)
            case Safer.FEWER:
                return not set(_members(new)) <= set(_members(old))
            case Safer.ORDER:
                order = [value for value, _ in self.values]
                return order.index(str(new)) < order.index(str(old))
            case Safer.NONE:
                return False


def _number(value: Value) -> int:
    if isinstance(value, int):
        return value
    raise TypeError(f"a number or yes/no was expected, not {value!r}")


def _members(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    raise TypeError(f"a list was expected, not {value!r}")


_HEARD = (("ignored", ("ignored", "sin efecto")), ("honoured", ("honored", "con efecto")))
_CHANNELS = (
    ("web", ("on our websites", "en nuestros sitios web")),
    ("app", ("in the app", "en la aplicación")),
    ("email", ("by email", "por correo electrónico")),
    ("post", ("by mail", "por correo postal")),
)
_AGREEMENT = (
    ("by_use", ("use of the site counts as agreement", "usar el sitio cuenta como aceptación")),
    ("none", ("no agreement is asked", "no se pide aceptación")),
    ("asked", ("agreement is asked beforehand", "se pide su aceptación antes")),
)
_IN_FORCE = (
    ("on_posting", ("when it is posted", "cuando se publica")),
    ("notice_posted", ("when the notice is posted", "cuando se publica el aviso")),
    ("after_notice", ("after the notice", "después del aviso")),
)
_OF = (
    ("account", ("have an account", "tener una cuenta")),
    ("collection", ("give personal data", "dar datos personales")),
)
_THROUGH = (
    ("parent", ("a parent", "el padre o la madre")),
    ("guardian", ("a legal guardian", "un tutor legal")),
    ("personal_representative", ("a personal representative", "un representante personal")),
)
_DISCOVERY = (("keep", ("kept", "se conservan")), ("delete", ("deleted", "se eliminan")))
_RESTRICTION = (
    ("law_only", ("granted where the law requires it", "concedida cuando la ley lo exige")),
    ("considered", ("considered", "considerada")),
)
_IDENTITY = (("may", ("sometimes", "a veces")), ("always", ("always", "siempre")))

_MINUTES, _DAYS, _INT, _BOOL = Kind.MINUTES, Kind.DAYS, Kind.INT, Kind.BOOL
_LESS, _MORE, _ORDER, _FEWER, _NONE = Safer.LESS, Safer.MORE, Safer.ORDER, Safer.FEWER, Safer.NONE

# name, kind, safer direction, English, Spanish, then legal source, then values.
# fmt: off
_ROWS: list[tuple[str, Kind, Safer, str, str, str, tuple[tuple[str, tuple[str, str]], ...]]] = [
    ("statement.agreement", Kind.CHOICE, _ORDER, "agreement to the statement", "aceptación de la declaración", "", _AGREEMENT),
    ("statement.english_only_notice", _BOOL, _MORE, "warning that some pages are in English only", "aviso de páginas solo en inglés", "", ()),
    ("revision.in_force", Kind.CHOICE, _ORDER, "when a new version takes effect", "cuándo entra en vigor una versión", "", _IN_FORCE),
    ("revision.notice_on", Kind.LIST, _MORE, "where a change is announced", "dónde se anuncia un cambio", "", _CHANNELS),
    ("revision.days", _DAYS, _MORE, "notice before a change", "aviso antes de un cambio", "", ()),
    ("revision.applies_to_held_data", _BOOL, _LESS, "a change applies to data already held", "un cambio vale para datos ya guardados", "", ()),
    ("revision.asks_to_reread", _BOOL, _MORE, "readers are asked to come back", "se pide volver a leer", "", ()),
    ("session.idle_sign_off", _MINUTES, _LESS, "time without activity before sign-off", "tiempo sin actividad antes de cerrar la sesión", "45 CFR 164.312(a)(2)(iii)", ()),
    ("session.warn_before", _MINUTES, _MORE, "warning before sign-off", "aviso antes de cerrar la sesión", "", ()),
    ("session.may_stay", _BOOL, _LESS, "one may stay signed on when asked", "se puede seguir en sesión al preguntarse", "", ()),
    ("session.shows_remaining", _BOOL, _MORE, "the time remaining is shown", "se muestra el tiempo restante", "", ()),
    ("session.longest", _MINUTES, _LESS, "longest session", "sesión más larga", "", ()),
    ("children.under", _INT, _MORE, "age below which a person is a child here", "edad bajo la cual una persona es menor aquí", "16 CFR 312.2", ()),
    ("children.of", Kind.CHOICE, _ORDER, "what children may not do by themselves", "lo que los menores no pueden hacer solos", "", _OF),
    ("children.through", Kind.LIST, _FEWER, "who may act for a child", "quién puede actuar por un menor", "45 CFR 164.502(g)", _THROUGH),
    ("children.on_discovery", Kind.CHOICE, _ORDER, "data of a child, once known", "datos de un menor, al saberse", "16 CFR 312.10", _DISCOVERY),
    ("signals.do_not_track", Kind.CHOICE, _ORDER, "Do Not Track", "No rastrear (Do Not Track)", "", _HEARD),
    ("signals.global_privacy_control", Kind.CHOICE, _ORDER, "Global Privacy Control", "Control global de privacidad (GPC)", "Cal. Code Regs. tit. 11, § 7025", _HEARD),
    ("rights.access", _DAYS, _LESS, "answer to a request for access", "respuesta a una solicitud de acceso", "45 CFR 164.524(b)(2)", ()),
    ("rights.access_extension", _DAYS, _LESS, "longest delay of access", "mayor demora del acceso", "45 CFR 164.524(b)(2)(ii)", ()),
    ("rights.amendment", _DAYS, _LESS, "answer to a request for amendment", "respuesta a una solicitud de enmienda", "45 CFR 164.526(b)(2)", ()),
    ("rights.amendment_extension", _DAYS, _LESS, "longest delay of an amendment", "mayor demora de una enmienda", "45 CFR 164.526(b)(2)(ii)", ()),
    ("rights.deletion", _DAYS, _LESS, "answer to a request for deletion", "respuesta a una solicitud de eliminación", "", ()),
    ("rights.accounting", _DAYS, _LESS, "answer to a request for an accounting", "respuesta a una solicitud de registro de divulgaciones", "45 CFR 164.528(c)(1)", ()),
    ("rights.accounting_extension", _DAYS, _LESS, "longest delay of an accounting", "mayor demora del registro de divulgaciones", "45 CFR 164.528(c)(1)(ii)", ()),
    ("rights.accounting_period", _DAYS, _MORE, "period of an accounting", "período del registro de divulgaciones", "45 CFR 164.528(a)(1)", ()),
    ("rights.restriction", Kind.CHOICE, _ORDER, "a request for restriction", "una solicitud de restricción", "45 CFR 164.522(a)", _RESTRICTION),
    ("rights.denial_in_writing", _BOOL, _MORE, "a denial is given in writing", "una negativa se da por escrito", "45 CFR 164.524(d)", ()),
    ("rights.confidential", _DAYS, _LESS, "start of confidential communications", "inicio de las comunicaciones confidenciales", "45 CFR 164.522(b); Cal. Civ. Code § 56.107", ()),
    ("rights.complaint", _DAYS, _LESS, "answer to a privacy complaint", "respuesta a una queja de privacidad", "45 CFR 164.530(d)", ()),
    ("rights.identity_check", Kind.CHOICE, _ORDER, "identity is checked before a request is carried out", "se confirma la identidad antes de cumplir una solicitud", "45 CFR 164.514(h)", _IDENTITY),
    ("corporate.notice_on", Kind.LIST, _MORE, "where a new owner is announced", "dónde se anuncia un nuevo propietario", "", _CHANNELS),
    ("corporate.notice_days", _DAYS, _MORE, "notice before data move to a new owner", "aviso antes de pasar datos a un nuevo propietario", "", ()),
    ("web_logs.days", _DAYS, _LESS, "web logs are kept", "conservación de los registros web", "", ()),
    ("statistics.smallest_group", _INT, _MORE, "smallest group shown in statistics", "grupo más pequeño en las estadísticas", "", ()),
    ("messages.answer_within", _DAYS, _LESS, "answer to a message", "respuesta a un mensaje", "", ()),
    ("grievances.acknowledge", _DAYS, _LESS, "confirmation of a grievance", "confirmación de una queja formal", "Cal. Health & Safety Code § 1368(a)(4)", ()),
    ("grievances.decide", _DAYS, _LESS, "decision on a grievance", "decisión sobre una queja formal", "Cal. Health & Safety Code § 1368.01(a)", ()),
    ("grievances.expedited", _DAYS, _LESS, "decision on an urgent grievance", "decisión sobre una queja urgente", "42 CFR 438.408(b)(3)", ()),
    ("appeals.file_within", _DAYS, _MORE, "time to file an appeal", "plazo para apelar", "42 CFR 438.402(c)(2)", ()),
    ("appeals.decide", _DAYS, _LESS, "decision on an appeal", "decisión sobre una apelación", "42 CFR 438.408(b)(2)", ()),
    ("appeals.expedited", _DAYS, _LESS, "decision on an urgent appeal", "decisión sobre una apelación urgente", "42 CFR 438.408(b)(3)", ()),
    ("authorisation.decide", _DAYS, _LESS, "decision on prior authorization", "decisión sobre una autorización previa", "42 CFR 438.210(d)(1)", ()),
    ("authorisation.expedited", _DAYS, _LESS, "decision on an urgent prior authorization", "decisión sobre una autorización urgente", "42 CFR 438.210(d)(2)", ()),
    ("breach.notify", _DAYS, _LESS, "notice of a breach to the people it touches", "aviso de una violación de datos a los afectados", "45 CFR 164.404(b)", ()),
    ("breach.notify_hhs", _DAYS, _LESS, "notice of a breach to the US health department", "aviso de una violación de datos al departamento federal de salud", "45 CFR 164.408", ()),
    ("breach.media_over", _INT, _LESS, "people touched before the media are told", "afectados a partir de los que se avisa a la prensa", "45 CFR 164.406", ()),
    ("outreach.opt_out_within", _DAYS, _LESS, "a request to stop messages takes effect", "efecto de una solicitud de no recibir mensajes", "16 CFR 316.5; 47 CFR 64.1200(a)(10)", ()),
    ("outreach.way_out_in_each", _BOOL, _MORE, "each message says how to stop", "cada mensaje dice cómo cancelarlo", "16 CFR 316.5", ()),
    ("outreach.from_hour", _INT, _MORE, "earliest hour of calls and texts", "hora más temprana de llamadas y mensajes", "47 CFR 64.1200(c)(1)", ()),
    ("outreach.until_hour", _INT, _LESS, "latest hour of calls and texts", "hora más tardía de llamadas y mensajes", "47 CFR 64.1200(c)(1)", ()),
    ("outreach.most_per_week", _INT, _LESS, "most messages in a week", "máximo de mensajes por semana", "", ()),
    ("password.length", _INT, _MORE, "shortest password", "contraseña más corta", "NIST SP 800-63B", ()),
    ("password.tries", _INT, _LESS, "tries before sign-in pauses", "intentos antes de pausar el inicio de sesión", "", ()),
    ("emergency.lasts", _MINUTES, _LESS, "an emergency opening of a record lasts", "vigencia de una apertura de emergencia de un expediente", "45 CFR 164.312(a)(2)(ii)", ()),
    ("password.pause", _MINUTES, _MORE, "pause after too many tries", "pausa tras demasiados intentos", "", ()),
    ("apps.approval_lasts", _DAYS, _LESS, "approval of an app lasts", "vigencia de la aprobación de una aplicación", "", ()),
    ("grants.last", _DAYS, _LESS, "permission to act for a member lasts", "vigencia del permiso para actuar por un miembro", "", ()),
    ("links.marked", _BOOL, _MORE, "links to other sites are marked", "los enlaces a otros sitios se marcan", "", ()),
    ("links.new_window", _BOOL, _NONE, "links to other sites open a new window", "los enlaces a otros sitios abren otra ventana", "", ()),
    ("text.reading_grade", _INT, _LESS, "highest school grade needed to read the text", "grado escolar máximo para leer el texto", "", ()),
    ("retention.documentation", _DAYS, _MORE, "policies, notices and records of rights are kept", "conservación de políticas, avisos y registros de derechos", "45 CFR 164.530(j)(2)", ()),
    ("retention.trail", _DAYS, _MORE, "the record of what was done is kept", "conservación del registro de lo hecho", "45 CFR 164.528(a)(1)", ()),
    ("retention.account", _DAYS, _LESS, "account data are kept", "conservación de datos de la cuenta", "", ()),
    ("retention.sign_ins", _DAYS, _LESS, "sign-in history is kept", "conservación del historial de inicios de sesión", "", ()),
    ("retention.claims", _DAYS, _LESS, "claims are kept", "conservación de reclamaciones", "42 CFR 438.3(u)", ()),
    ("retention.record", _DAYS, _LESS, "health information is kept", "conservación de la información de salud", "42 CFR 438.3(u)", ()),
    ("retention.messages", _DAYS, _LESS, "messages are kept", "conservación de mensajes", "", ()),
    ("retention.chat", _DAYS, _LESS, "chat transcripts are kept", "conservación de transcripciones de chat", "", ()),
    ("retention.forms", _DAYS, _LESS, "comments and questions are kept", "conservación de comentarios y preguntas", "", ()),
    ("retention.surveys", _DAYS, _LESS, "survey answers are kept", "conservación de respuestas a encuestas", "", ()),
    ("retention.applications", _DAYS, _LESS, "applications are kept", "conservación de solicitudes", "", ()),
    ("retention.grievances", _DAYS, _LESS, "grievances and appeals are kept", "conservación de quejas y apelaciones", "42 CFR 438.416", ()),
    ("retention.payments", _DAYS, _LESS, "payment facts are kept", "conservación de datos de pago", "", ()),
    ("retention.outreach", _DAYS, _LESS, "the record of messages sent is kept", "conservación del registro de mensajes enviados", "", ()),
    ("retention.quarantine", _DAYS, _LESS, "records waiting for review are kept", "conservación de registros en espera de revisión", "", ()),
    ("retention.drafts", _DAYS, _LESS, "drafts of forms that were not sent are kept", "conservación de borradores de formularios no enviados", "", ()),
    ("retention.backups", _DAYS, _LESS, "backups are kept", "conservación de copias de seguridad", "", ()),
]
# fmt: on

SETTINGS: dict[str, Setting] = {
    name: Setting(name=name, kind=kind, safer=safer, en=en, es=es, source=source, values=values)
    for name, kind, safer, en, es, source, values in _ROWS
}

SECTIONS: frozenset[str] = frozenset(name.partition(".")[0] for name in SETTINGS)
