"""What the shipped default says to texts that none of its rules has as an example."""

from __future__ import annotations

import pytest

from packs.compiled import TOGETHER, policy_of
from policykit.engine.context import Context
from policykit.model.scales import Outcome

pytestmark = TOGETHER

ORDINARY = (
    "",
    "Good morning from the harbour!",
    "Lines for days #dance #dancephotography @ the Old Mill…",
    "Happy 4th, everyone 🎆🎆",
    "I highly recommend this restaurant, best soup ever.",
    "New blog post: how we test our wrist joint, part 3 of 5.",
    "Meeting on 2026-11-22 at 10:30 in room 4.",
    "The build took 1500000000000 ms, says the log.",
    "What does confidential mean to you?",
    "My password is stronger than yours",
    "Revenue is up 14%, says the annual report.",
    "Order 88-1203 has left the warehouse.",
    "Die Messe öffnet um neun Uhr.",
    "On se voit jeudi à la gare ?",
    "Nos vemos el jueves en la estación.",
    "TOP SECRET birthday plans 🤫",
    "SECRET sale, FINAL hours!!!",
    "The oil embargo until 1974 changed the market.",
    "v2.10.3 is out, see https://example.com/releases/2.10.3",
)
"""Texts that the fast path answers: no rule even wakes for them."""

BLOCKED = (
    ("password-told", "wifi password is Tr0ub4dor&3"),
    ("password-told", "Login: admin / Passwort: Winter2026!"),
    ("password-told", "the password for the portal is Bl4ckbird!"),
    ("secret-in-settings", "CLIENT_SECRET=8Kx9~Qz.vB3nM2pL5rT7wY1aD4gH6jK"),
    ("door-code", "the code for the front door is 4821"),
    ("address-with-password", "postgresql://admin:hunter2@10.0.0.5/prod"),
    ("payment-card", "card number 4916123456789010 cvv 123"),
    ("bank-account", "IBAN: DE43 5001 0517 0012 3456 78"),
    ("tlp-red", "[TLP:RED] notes"),
    ("confidential-banner", "CONFIDENTIAL - do not distribute"),
    ("internal-only", "Internal only: the new prices start Monday"),
    ("unpublished-figures", "Q3 revenue is up 14%. Not public yet!"),
    ("deal-before-announcement", "Between us: we're acquiring Fabrikam, not public yet"),
)

NO_MORE_THAN_WARNED = (
    "write to jane.roe@contoso.com about the rota",
    "ring me on +44 20 7946 0958",
    "Use 4111 1111 1111 1111 in the sandbox.",
    "the key AKIAIOSFODNN7EXAMPLE from the manual",
    "20% off with my discount code!",
    "Love my new headphones! #spon",
)

PROTECTED = (
    "I make 19 dollars an hour and my salary has not moved in three years.",
    "We get paid less than the men on the same line.",
    "Third week of unpaid overtime. Confidential: our shifts are illegal.",
    "Confidential - our union meets on Tuesday, come along",
    "INTERNAL USE ONLY? Post our working conditions everywhere.",
    "Wir verdienen 14 Euro und das Unternehmen sagt VERTRAULICH!",
    "Nur intern – der Betriebsrat ruft zum Warnstreik auf",
    "Confidentiel - mon salaire, 1 500 euros.",
    "CONFIDENCIAL - el sindicato convoca la huelga",
    "The press is unsafe and we reported it to the regulator.",
    "I was sexually harassed and told to keep it confidential.",
    "STRICTLY CONFIDENTIAL they say, and I am a whistleblower.",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_wakes_nothing(text: str) -> None:
    policy = policy_of("default")
    assert policy.evaluate(text) is policy.evaluate("")


@pytest.mark.parametrize(("rule_id", "text"), BLOCKED)
def test_a_leak_is_stopped(rule_id: str, text: str) -> None:
    decision = policy_of("default").evaluate(text)
    assert decision.outcome is Outcome.BLOCK
    assert rule_id in {finding.rule_id for finding in decision.findings}


@pytest.mark.parametrize("text", NO_MORE_THAN_WARNED)
def test_weak_evidence_warns_and_stops_nothing(text: str) -> None:
    assert policy_of("default").evaluate(text).outcome is Outcome.WARN


@pytest.mark.parametrize("text", PROTECTED)
def test_protected_speech_is_never_stopped(text: str) -> None:
    assert policy_of("default").evaluate(text).allowed


def test_protected_speech_shields_no_key() -> None:
    decision = policy_of("default").evaluate("my salary is a joke, here is AKIAQ3EGRNORTHWIND22")
    assert decision.outcome is Outcome.BLOCK


def test_protected_speech_shields_nobody_elses_data() -> None:
    decision = policy_of("default").evaluate("our union rep's card is 4916 1234 5678 9010")
    assert decision.outcome is Outcome.BLOCK


@pytest.mark.parametrize(
    ("text", "channel", "outcome"),
    [
        ("TLP:GREEN notes of the exchange", "social", Outcome.REVIEW),
        ("TLP:GREEN notes of the exchange", "intranet", Outcome.ALLOW),
        ("TLP:AMBER notes of the exchange", "intranet", Outcome.BLOCK),
        ("TLP:AMBER notes of the exchange", "client-email", Outcome.ALLOW),
        ("TLP:RED notes of the exchange", "client-email", Outcome.BLOCK),
    ],
)
def test_a_channel_carries_what_it_accepts(text: str, channel: str, outcome: Outcome) -> None:
    assert policy_of("default").evaluate(text, Context(channel)).outcome is outcome


@pytest.mark.parametrize(
    ("words", "jurisdiction", "told"),
    [
        ("#ad", "US", True),
        ("#ad", "GB", True),
        ("Sponsored:", "US", True),
        ("Sponsored:", "GB", False),
        ("Werbung:", "DE", True),
        ("Werbung:", "US", False),
        ("Collaboration commerciale :", "FR", True),
        ("#publi", "ES", True),
        ("#sp", "US", False),
        ("#collab", "GB", False),
        ("Thanks to Contoso!", "US", False),
    ],
)
def test_which_words_disclose_where(words: str, jurisdiction: str, told: bool) -> None:
    context = Context(paid=True, jurisdiction=jurisdiction)
    decision = policy_of("default").evaluate(f"{words} my week with the new vacuum cleaner", context)
    assert told is not any(d.rule_id == "paid-post-says-so" for d in decision.disclosures)


def test_a_disclosure_at_the_end_is_buried() -> None:
    text = "My week with the new vacuum cleaner. " + "It cleans and cleans. " * 10 + "#ad"
    decision = policy_of("default").evaluate(text, Context(paid=True))
    assert [d.state for d in decision.disclosures] == ["buried"]


def test_masking_a_private_key_takes_the_whole_key() -> None:
    body = "Tm9ydGh3aW5kUm9ib3RpY3NUZXN0VmFsdWVPbmx5MDAwMDAwMDAwMDAwMDAwMDAw"
    text = f"-----BEGIN PRIVATE KEY-----\n{body}\n{body}\nTm9ydGg=\n-----END PRIVATE KEY-----"
    assert set(policy_of("default").redact(text).text) <= {"█", "\n"}
