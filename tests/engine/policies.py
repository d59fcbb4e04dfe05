"""Small policies for the tests of the engine, as mappings: a rule in one line, a policy in a few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from policykit.engine.compile import compile_composition
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.loading.entry import compose, load

Values = Mapping[str, Any]

BASE: Values = {
    "policy": "world",
    "channels": {
        "social": {"accepts": "public"},
        "intranet": {"accepts": "internal"},
        "vault": {"accepts": "restricted"},
    },
    "default_channel": "social",
}
KEY = b"a key for tests, no secret"


def policy(rules: Values, *, key: bytes | None = None, **more: Any) -> Policy:
    """The compiled policy of these rules; `more` are other parts of the document."""
    return load({**BASE, "rules": rules, **more}, key=key)


def portable(rules: Values, *, key: bytes | None = None, **more: Any) -> Policy:
    """The same policy on the portable scanner."""
    return compile_composition(compose({**BASE, "rules": rules, **more}), key=key, scanner="portable")


def classify(find: Any, level: str = "restricted", **more: Any) -> dict[str, Any]:
    return {"kind": "classify", "level": level, "category": "trade_secret", "find": find, **more}


def forbid(find: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "forbid", "category": "conduct", "find": find, **more}


def require(**more: Any) -> dict[str, Any]:
    return {"kind": "require", "category": "undisclosed_endorsement", "disclose": "advert", **more}


def permit(*lifts: str, **more: Any) -> dict[str, Any]:
    return {"kind": "permit", "lifts": list(lifts), "reason": "it was announced", "owner": "press", **more}


def protect(find: Any, *shields: str, **more: Any) -> dict[str, Any]:
    basis = {"US": "NLRA section 7"}
    return {"kind": "protect", "find": find, "shields": list(shields or ("conduct",)), "basis": basis, **more}


def advert(**more: Any) -> Values:
    """The disclosures of a policy whose one disclosure is `advert`."""
    return {"disclosures": {"advert": {"accept": {"any": ["#ad"]}, **more}}}


def broken(*_: object) -> NoReturn:
    """What a detector that fails does, with words that nobody may see."""
    raise RuntimeError("canary: the Halcyon")


def spans(decision: Decision) -> list[tuple[int, int]]:
    """Where the findings of a decision stand."""
    return [(finding.span.start, finding.span.end) for finding in decision.findings]
