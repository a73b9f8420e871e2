"""What data are for, as a tree. Meanings are HL7 v3 PurposeOfUse codes (http://terminology.hl7.org/CodeSystem/v3-ActReason).

Marks:
- `required`: the law's own doors. A rule reaches one only by naming it (or its marked parent); `*` and an absent
  slot do not, a member's restriction does not, and no `never` may name one.
- `restrictable`: a member's restriction closes it (45 CFR 164.522(a)); treatment gives way to `emergency`.
- `accountable`: a share for it belongs in the accounting of disclosures (45 CFR 164.528).
- `sale`: closed for personal data for ever; a statement that opens it does not load.

Labels follow "for" in English and "para" in Spanish.
"""

from wellkept.policy.vocabulary.tree import grow

# fmt: off
_ROWS = [
    ("member", "your own access and control", "su propio acceso y control", "PATRQT", "required"),
    ("member.access", "letting you see your own information", "que usted vea su propia información", "PATRQT"),
    ("member.correct", "letting you correct or remove your information", "que usted corrija o elimine su información", "PATRQT"),
    ("member.rights", "carrying out your privacy rights", "cumplir con sus derechos de privacidad", "PATRQT"),
    ("member.trail", "showing you what was done with your information", "mostrarle qué se hizo con su información", "PATRQT"),
    ("member.app", "sending your data to an app you choose", "enviar sus datos a una aplicación que usted elija", "PATRQT"),
    ("treatment", "care and treatment", "atención y tratamiento", "TREAT", "restrictable"),
    ("treatment.care", "giving and arranging care", "dar y coordinar la atención", "TREAT"),
    ("treatment.emergency", "emergency treatment", "tratamiento de emergencia", "ETREAT"),
    ("treatment.record", "adding to the medical record", "añadir al expediente médico", "TREAT"),
    ("payment", "payment for care", "pago de la atención", "HPAYMT", "restrictable"),
    ("payment.claims", "paying claims", "pagar reclamaciones", "HPAYMT"),
    ("payment.eligibility", "checking eligibility", "verificar la elegibilidad", "ELIGDTRM"),
    ("payment.bills", "billing and collecting what is owed", "facturar y cobrar lo debido", "HPAYMT"),
    ("payment.authorisation", "deciding prior authorization", "decidir la autorización previa", "COVAUTH"),
    ("operations", "running the health plan", "administrar el plan de salud", "HOPERAT", "restrictable"),
    ("operations.enrolment", "enrolling members", "inscribir a los miembros", "ENROLLM"),
    ("operations.quality", "quality improvement", "mejorar la calidad", "HQUALIMP"),
    ("operations.analysis", "business analysis and planning", "análisis y planificación", "HOPERAT"),
    ("operations.management", "managing and developing the business", "gestionar y desarrollar la organización", "HOPERAT"),
    ("operations.service", "customer service", "servicio al cliente", "MEMADMIN"),
    ("operations.audit", "audits and legal services", "auditorías y servicios legales", "HCOMPL"),
    ("operations.support", "testing and supporting our systems", "probar y mantener nuestros sistemas", "HSYSADMIN"),
    ("operations.care_management", "managing care programs", "gestionar programas de atención", "CAREMGT"),
    ("operations.hosting", "hosting and storing data", "alojar y guardar datos", "HSYSADMIN"),
    ("service", "giving you the service you asked for", "darle el servicio que pidió", "PATADMIN"),
    ("service.account", "setting up and keeping your account", "crear y mantener su cuenta", "PATADMIN"),
    ("service.identity", "checking who you are", "confirmar quién es usted", "PATADMIN"),
    ("service.messages", "answering your messages", "responder sus mensajes", "PATADMIN"),
    ("service.questions", "answering your questions and comments", "responder sus preguntas y comentarios", "PATADMIN"),
    ("service.chat", "talking with you by chat", "conversar con usted por chat", "PATADMIN"),
    ("service.appointments", "booking appointments", "programar citas", "PATADMIN"),
    ("service.refills", "filling prescriptions", "surtir recetas", "PATADMIN"),
    ("service.payments", "taking payments", "recibir pagos", "HPAYMT"),
    ("service.application", "deciding on an application for coverage", "decidir una solicitud de cobertura", "ENROLLM"),
    ("service.quote", "sending a quote you asked for", "enviar una cotización que pidió", "MEMADMIN"),
    ("service.information", "sending information you asked for", "enviar información que pidió", "MEMADMIN"),
    ("service.programme", "letting you take part in a program you joined", "que participe en un programa al que se unió", "PATSFTY"),
    ("service.benefits", "showing benefits and plan services", "mostrar beneficios y servicios del plan", "MEMADMIN"),
    ("service.find_care", "finding doctors and places of care", "buscar médicos y lugares de atención", "PATADMIN"),
    ("service.directions", "giving directions", "dar indicaciones para llegar", "PATADMIN"),
    ("service.visit_notices", "sending notices during a visit", "enviar avisos durante una visita", "PATADMIN"),
    ("service.card", "replacing a member ID card", "reponer la tarjeta de identificación", "MEMADMIN"),
    ("service.network", "keeping your network and doctor up to date", "mantener al día su red y su médico", "MEMADMIN"),
    ("service.assessment", "running a health assessment", "hacer una evaluación de salud", "CAREMGT"),
    ("service.documents", "providing forms and documents", "ofrecer formularios y documentos", "PATADMIN"),
    ("service.self_service", "running self-service tools", "ofrecer herramientas de autoservicio", "MEMADMIN"),
    ("service.provider", "handling requests from providers", "atender solicitudes de proveedores", "COVAUTH"),
    ("service.grievance", "handling grievances and appeals", "atender quejas formales y apelaciones", "MEMADMIN"),
    ("service.complaint", "handling privacy complaints", "atender quejas de privacidad", "MEMADMIN"),
    ("service.dependants", "the reason a family member's facts were given", "el motivo por el que se dieron datos de familiares", "PATADMIN"),
    ("outreach", "writing to you", "escribirle", "HMARKT", "restrictable"),
    ("outreach.essential", "messages you cannot leave", "mensajes que no puede cancelar", "MEMADMIN"),
    ("outreach.administrative", "news of changed services and terms", "avisos de cambios en servicios y condiciones", "MEMADMIN"),
    ("outreach.health", "news of health resources and benefits", "información sobre recursos de salud y beneficios", "CAREMGT"),
    ("outreach.services", "news of our services", "noticias de nuestros servicios", "HMARKT"),
    ("outreach.promotion", "promoting our products", "promover nuestros productos", "HMARKT"),
    ("outreach.newsletters", "newsletters and publications", "boletines y publicaciones", "HMARKT"),
    ("outreach.surveys", "sending surveys", "enviar encuestas", "HQUALIMP"),
    ("outreach.follow_up", "following up on a concern", "dar seguimiento a una inquietud", "HQUALIMP"),
    ("outreach.social", "updates on social media", "novedades en redes sociales", "HMARKT"),
    ("site", "running this site", "operar este sitio", "HSYSADMIN"),
    ("site.deliver", "delivering pages and keeping you signed on", "entregar páginas y mantener su sesión", "HSYSADMIN"),
    ("site.design", "designing the site", "diseñar el sitio", "HOPERAT"),
    ("site.popular", "finding popular features", "hallar las funciones más usadas", "HOPERAT"),
    ("site.problems", "solving problems", "resolver problemas", "HSYSADMIN"),
    ("site.usefulness", "making the site more useful", "hacer el sitio más útil", "HOPERAT"),
    ("site.security", "keeping the site secure", "mantener seguro el sitio", "HSYSADMIN"),
    ("site.statistics", "visitor statistics", "estadísticas de visitas", "HOPERAT"),
    ("site.customise", "tailoring pages", "adaptar las páginas", "HOPERAT"),
    ("site.remember", "remembering a choice you made", "recordar una opción que eligió", "PATADMIN"),
    ("site.recognise", "knowing that you came back", "saber que usted regresó", "HOPERAT"),
    ("site.outreach_response", "seeing whether a message led to a visit", "ver si un mensaje llevó a una visita", "HOPERAT"),
    ("site.marketing_analysis", "improving our marketing", "mejorar nuestra promoción", "HMARKT"),
    ("advertising", "advertising", "publicidad", "HMARKT"),
    ("advertising.retarget", "showing our ads on other sites", "mostrar nuestros anuncios en otros sitios", "HMARKT"),
    ("advertising.exclude_members", "keeping members out of non-member ads", "excluir a miembros de anuncios para no miembros", "HMARKT"),
    ("advertising.tailor", "tailoring ads and offers", "adaptar anuncios y ofertas", "HMARKT"),
    ("advertising.measure", "measuring ad views", "medir vistas de anuncios", "HMARKT"),
    ("advertising.demographics", "reports on visitors' age and interests", "informes de edad e intereses de visitantes", "HMARKT"),
    ("social", "social media features", "funciones de redes sociales", "HMARKT"),
    ("research", "research and evaluation", "investigación y evaluación", "HRESCH"),
    ("research.evaluation", "evaluation", "evaluación", "HQUALIMP"),
    ("research.study", "research", "investigación", "HRESCH"),
    ("anonymise", "making data that identify nobody", "crear datos que no identifican a nadie", "HOPERAT"),
    ("anonymise.deidentify", "removing what identifies you", "quitar lo que le identifica", "HOPERAT"),
    ("anonymise.aggregate", "counting without names", "contar sin nombres", "HOPERAT"),
    ("anonymise.release", "planning, statistics and history", "planificación, estadística e historia", "HOPERAT"),
    ("law", "what the law requires", "lo que exige la ley", "HLEGAL", "accountable"),
    ("law.required", "disclosures that a law requires", "divulgaciones que exige una ley", "HLEGAL", "required"),
    ("law.hhs", "review by the US health department", "revisión del departamento federal de salud", "HLEGAL", "required"),
    ("law.process", "answering legal process", "responder a procesos legales", "HLEGAL"),
    ("law.enforcement", "reporting crimes and violations", "denunciar delitos e infracciones", "HLEGAL"),
    ("law.government", "answering government requests", "responder a solicitudes del gobierno", "HLEGAL"),
    ("law.regulator", "oversight by regulators", "supervisión de reguladores", "HLEGAL"),
    ("law.national_security", "national security", "seguridad nacional", "HLEGAL"),
    ("law.public_health", "public health", "salud pública", "PUBHLTH"),
    ("safety", "safety", "seguridad de las personas", "THREAT", "accountable"),
    ("safety.person", "an emergency that threatens someone", "una emergencia que amenaza a alguien", "THREAT"),
    ("safety.public", "a public safety investigation", "una investigación de seguridad pública", "THREAT"),
    ("protection", "protecting the plan and the site", "proteger al plan y al sitio", "HLEGAL", "accountable"),
    ("protection.security", "protecting the site's security and reliability", "proteger la seguridad y fiabilidad del sitio", "HSYSADMIN"),
    ("protection.rights", "protecting rights and property", "proteger derechos y bienes", "HLEGAL"),
    ("protection.liability", "avoiding liability", "evitar responsabilidades", "HLEGAL"),
    ("protection.operations", "protecting operations and affiliates", "proteger operaciones y afiliadas", "HLEGAL"),
    ("protection.terms", "enforcing terms of use", "hacer cumplir los términos de uso", "HLEGAL"),
    ("protection.fraud", "finding and stopping fraud", "detectar y detener fraudes", "FRAUD"),
    ("protection.credit_risk", "reducing credit risk", "reducir el riesgo de crédito", "HLEGAL"),
    ("protection.children", "removing data of children", "eliminar datos de niños", "HCOMPL"),
    ("corporate", "changes of ownership", "cambios de propiedad", "HOPERAT", "accountable"),
    ("corporate.merger", "a merger or sale of the plan", "una fusión o venta del plan", "HOPERAT"),
    ("disclosure", "sharing that you agreed to", "compartir con su acuerdo", "PATRQT"),
    ("disclosure.consent", "what you agreed to", "lo que usted aceptó", "PATRQT"),
    ("publication", "posting where others can read", "publicar donde otros pueden leer", "PATRQT"),
    ("sale", "selling or renting", "vender o alquilar", "HMARKT", "sale"),
    ("sale.sell", "selling data", "vender datos", "HMARKT"),
    ("sale.rent", "renting data", "alquilar datos", "HMARKT"),
]
# fmt: on

PURPOSES = grow("purpose", _ROWS)

REQUIRED: frozenset[str] = PURPOSES.marked("required")
RESTRICTABLE: frozenset[str] = PURPOSES.marked("restrictable")
ACCOUNTABLE: frozenset[str] = PURPOSES.marked("accountable")
SALE: frozenset[str] = PURPOSES.marked("sale")


def named(wanted: str) -> frozenset[str]:
    """The purposes that a rule reaches by writing `wanted` in its `for` slot ("*" for an absent slot).

    A required purpose is reached only by its own name or by a parent that is itself marked required
    (`docs/semantics.md`, reach).
    """
    reached = frozenset(PURPOSES.under(wanted))
    if wanted != "*" and "required" in PURPOSES[wanted].marks:
        return reached
    own = {wanted} & REQUIRED
    return (reached - REQUIRED) | own
