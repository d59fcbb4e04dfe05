"""What helps a burglar is stopped in four languages; news, advice and jokes are not."""

from __future__ import annotations

import pytest

from packs.compiled import TOGETHER, policy_of
from policykit.model.scales import Outcome

pytestmark = TOGETHER

TOLD = (
    ("open-weakness", "We still haven't patched the Citrix gateway, please don't tell anyone."),
    ("open-weakness", "our login page has an XSS, not fixed yet"),
    ("open-weakness", "SEC-1482 (critical): SQL injection in our customer portal, still open"),
    ("open-weakness", "Wir haben den Exchange-Server noch nicht gepatcht"),
    ("open-weakness", "notre serveur n'est pas encore patché contre la faille"),
    ("open-weakness", "nuestro servidor sigue vulnerable, aún no está parcheado"),
    ("weak-defence", "our backups aren't encrypted on the NAS"),
    ("weak-defence", "we disabled MFA on the VPN for the auditors"),
    ("weak-defence", "RDP is open on our jump host"),
    ("internal-address", "ssh into build-04.internal and restart it"),
    ("internal-address", "prod db is at 10.12.3.4, port 5432"),
    ("network-layout", "our firewall rules allow everything from the guest wifi"),
    ("incident-under-way", "We got hit by ransomware last night, half the servers are encrypted"),
    ("incident-under-way", "someone exfiltrated our customer database yesterday"),
    ("incident-under-way", "on s'est fait pirater cette nuit, ne le dites pas"),
    ("incident-under-way", "nos han hackeado la base de datos"),
    ("guards-and-alarms", "the badge readers at HQ are down until Thursday"),
    ("guards-and-alarms", "security goes home at 8, after that the office is empty"),
    ("guards-and-alarms", "Die Kameras im Werk sind seit Montag kaputt"),
    ("guards-and-alarms", "les caméras de l'entrepôt sont en panne"),
    ("guards-and-alarms", "la puerta trasera del almacén está siempre abierta"),
)

CLEAN = (
    "Microsoft patched 90 vulnerabilities this Tuesday",
    "OpenSSL 3.0.7 fixes CVE-2022-3602, update now",
    "We fixed the XSS in last week's release, see the release notes",
    "The bank was hacked and customers are furious",
    "Our server was so friendly tonight, great pizza",
    "our website is down for maintenance",
    "the camera on my phone is broken",
    "the alarm is off so I overslept again, we were late",
    "Backdoor cut, wide open three for us",
    "our data shows still open positions in marketing",
    "default passwords are a bad idea",
    "Type 192.168.0.1 in a browser",
    "Wir haben das Loch in der Strasse noch nicht geschlossen",
    "notre équipe est encore ouverte aux candidatures",
    "la alarma no sonó y llegué tarde",
)


@pytest.mark.parametrize(("rule_id", "text"), TOLD)
def test_what_helps_a_burglar_is_stopped(rule_id: str, text: str) -> None:
    decision = policy_of("security-detail").evaluate(text)
    assert rule_id in {finding.rule_id for finding in decision.findings}
    assert decision.outcome >= Outcome.REVIEW


@pytest.mark.parametrize("text", CLEAN)
def test_news_and_everyday_talk_is_clean(text: str) -> None:
    assert policy_of("security-detail").evaluate(text).findings == ()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("our shop has an XSS, not fixed yet", Outcome.REVIEW),
        ("our customer portal has an SQL injection, not fixed yet, don't tell anybody", Outcome.BLOCK),
        ("our customer portal has an SQL injection, not fixed yet, says the advisory", Outcome.REVIEW),
        ("prod db is at 10.12.3.4", Outcome.REVIEW),
        ("a tutorial: prod db is at 10.12.3.4", Outcome.WARN),
    ],
)
def test_evidence_makes_the_confidence(text: str, outcome: Outcome) -> None:
    assert policy_of("security-detail").evaluate(text).outcome is outcome
