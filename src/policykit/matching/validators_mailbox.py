"""The validator of a role mailbox: an address of a desk, a team or a programme, not of a person.

What stands before the `@` is cut into words, at separators, digits and changes of case, and a word that is
not known is cut further into desk words (`customerexperience`). It is a desk's where every piece is a desk
word or says nothing, where a desk word leads (`team-aurora`), where a word for a group ends it
(`berlin-office`), or where it repeats the name of its own domain. The words are those of ordinary
correspondence in English, German, French and Spanish.
"""

from __future__ import annotations

import re

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator

__all__ = ["MAILBOX_VALIDATORS"]

_GROUPS = frozenset(
    """
    admin board bureau center centre club committee community council crew department dept desk
    equipe equipo group gruppe help helpdesk hotline info infos kontakt lab labs list listserv
    mailbox mailing news newsletter office press presse program programme project projects sales
    service services societe support team teams verein
    """.split()  # noqa: SIM905 - a page of words, not a list of literals
)
_DESKS = _GROUPS | frozenset(
    """
    abo abonnement abuse academy access accessibility account accounting accounts admissions
    advertising agency agent agents alerts allgemein alumni anfrage anfragen api app application
    applications apply archive assistance atencion ausbildung author authors award awards banking
    benefits beratung bewerbung billing blog booking bookings bot bugs bulletin business buy
    campaign campus care career careers case cases challenge challenges change chat citizen claims
    client clientes clients code collections comercial comments commercial communication
    communications compliance comptabilite conference consulting contact contacto contest
    coordinator courses covid credit customer customers cyber data database datenschutz datos
    delivery design dev developer developers digital direct direction directory disclosures
    diversity docs donate donations donotreply dpo ecommerce editor editorial editors education
    einkauf email empfang empleo employment engagement engineering enquiries enquiry enterprise
    environment estates ethics event events examiner exchange exhibition experience export
    facilities facturacion facturation faculty faq federal feedback finance fleet foi foia forecast
    forum foundation frontdesk fundraising gdpr general gestion global gov governance government
    grants guide hallo health hello hi hola hosting hostmaster house hr human id ideas incident
    incidents influencer information informatique ingenieria initiative innovation inquires
    inquiries inquiry insurance intern international interns internship investor investors invoice
    invoices ir it job jobs join journal journalism jury kasse kundendienst kundenservice learning
    leasing legal library licensing logistics loyalty magazine mail maintenance management manager
    market marketing media mediation member members membership merch mobile moderation moderators
    modmail music national network no noreply notice notification notifications notify office online
    open operations ops order orders outreach owner parking participate partner partners partnership
    partnerships pass patient payroll pedidos permits personal personnel phishing photo photos
    platform police policy portal post postmaster pr prensa privacy procurement product products
    project promo promotion promotions public publications publicity publishing purchase purchasing
    quality query question questions radio reader readers reception rechnung records recruiting
    recruitment recursos redaction redaktion refunds register registrar registration registro rental
    reply repo report reports request requests research reservas reservation reservations reserve
    resources respond response returns reviews rh safety sales scholarships school science
    secretaria secretariat secretary secure security seminar services shipping shop site sitio
    socialmedia software soporte spam speakers spende spenden sponsor sponsors sponsorship staff
    standards statistics status store stories strategy student students studio submissions submit
    subscribe subscriptions suggestions supplier suppliers survey sustainability system systems
    talent talk tax tech technical technology testing theatre ticket tickets tips tour tourism tours
    trade training transparency travel treasurer trust tv unsubscribe update updates usability user
    users ux ventas ventes verkauf vertrieb verwaltung veterans video visit visitor visitors
    volunteer volunteers voter vulnerability warehouse web webinar webmaestro webmaster website
    websites wellness whistleblower wholesale wiki workshop workshops write youth zentrale
    """.split()  # noqa: SIM905 - a page of words, not a list of literals
)
# Words that say neither person nor desk.
_SILENT = frozenset(
    """
    a all and at by da de del der die do for from in las le los me my not of on our s the to und us
    we
    """.split()  # noqa: SIM905 - as above
)
_LISTS = frozenset({"listserv", "lists", "groups", "googlegroups"})
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_SHORTEST_INSIDE = 3
"""Letters; shorter desk words, such as `it` or `hr`, are too often part of a name."""


def _is_role(address: str) -> bool:
    local, _, host = address.partition("@")
    if not host:
        return False
    labels = host.lower().split(".")
    if local.lower() in labels[:-1] or not _LISTS.isdisjoint(labels):
        return True
    pieces = [piece.lower() for piece in _PIECES.findall(local)]
    words = [piece for piece in pieces if not piece.isdecimal()]
    if not words:
        return False
    known = [word in _DESKS or _is_joined(word) for word in words]
    silent = [word in _SILENT or len(word) == 1 or word in labels for word in words]
    if any(known) and all(one or other for one, other in zip(known, silent, strict=True)):
        return True
    # people join their names with a dot, desks also with a hyphen
    last = _GROUPS if "." in local else _DESKS
    return len(words) > 1 and (known[0] or words[-1] in last)


def _is_joined(word: str) -> bool:
    """Whether `word` is two or more desk words, or silent ones between them, written together."""
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(_fits(word[start:end]) for start in ends):
            ends.add(end)
    return len(word) in ends


def _fits(part: str) -> bool:
    return (len(part) >= _SHORTEST_INSIDE and part in _DESKS) or part in {"and", "for", "of", "the", "us"}


MAILBOX_VALIDATORS: tuple[Validator, ...] = (
    Validator(
        name="role-mailbox",
        title="e-mail address of a desk, a team or a programme",
        shape=r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?!\w)",
        check=_is_role,
        hits=(
            "press@example.com",
            "inquiries24N@example.gov",
            "customerexperience@example.gov",
            "team-aurora@example.com",
            "berlin-office@example.com",
            "PressOffice@example.com",
            "northwind@northwind.example",
            "no-reply@example.com",
        ),
        misses=("jo.bloggs@example.com", "mei.tan@example.com", "dana@example.com", "1234@example.com"),
        greatest_width=700,
        hint=Screen(rb"[0-9A-Za-z_.%+\-\x80-\xff]@[0-9A-Za-z_\-\x80-\xff]+\.", 0),
    ),
)
