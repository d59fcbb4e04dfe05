"""Worlds in which an evaluator goes wrong easily: each a case that generated worlds seldom reach.

Engine and specification have to agree on every one, and on what is written beside it: the part of the verdict
where the mistake would show.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import attrs
import pytest

from oracle.specification import judge
from oracle.values import Verdict, verdict_of
from oracle.worlds import KEY, document, policy, world
from policykit.engine.context import Context
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome
FAR = " and" * 60


def forbid(*find: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "forbid", "category": "conduct", "find": list(find), **more}


def protect(*find: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "protect", "shields": ["conduct"], "basis": {"US": "a law"}, "find": list(find), **more}


def permit(*find: Any, lifts: str, **more: Any) -> dict[str, Any]:
    return {"kind": "permit", "lifts": [lifts], "reason": "so", "owner": "me", "find": list(find), **more}


def require(*find: Any, **more: Any) -> dict[str, Any]:
    found = {"find": list(find)} if find else {}
    return {"kind": "require", "category": "conduct", "disclose": "ad", **found, **more}


def advert(**told: Any) -> dict[str, Any]:
    return {"disclosures": {"ad": {"accept": ["#ad"], **told}}}


@attrs.frozen
class Hard:
    """A world and one part of its verdict; `failing` are the keys of the items that fail."""

    text: str
    part: str
    expected: Any
    rules: dict[str, Any]
    more: dict[str, Any] = attrs.field(factory=dict)
    context: Context = attrs.field(factory=Context)
    failing: tuple[Hashable, ...] = ()


US_OR_GB = {"facts": {"jurisdiction": {"values": ["US", "GB"]}}}
EACH_ITS_OWN = {**US_OR_GB, **advert(accept={"US": ["#ad"], "GB": ["#ad", "#advert"]})}
PAID = {"facts": {"paid": {"values": [True, False]}}}

HARD: dict[str, Hard] = {
    "what would do in every jurisdiction is told, whichever it is": Hard(
        "#ad, the arm", "outcome", ALLOW, {"tell": require()}, EACH_ITS_OWN
    ),
    "what would do in one of them only is not": Hard(
        "#advert, the arm", "questions", ("jurisdiction",), {"tell": require()}, EACH_ITS_OWN
    ),
    "a protect that holds for a neighbour does not hold for this match": Hard(
        "nitwit" + " and" * 45 + " my pay" + " and" * 45 + " pay" + FAR + " my shift",
        "outcome",
        BLOCK,
        {"rude": forbid("nitwit"), "speak": protect("my pay", "pay", **{"with": ["shift", "my pay"]})},
    ),
    "what stands outside its clause does not end a protect": Hard(
        "nitwit, my pay. Not so", "outcome", WARN,
        {"rude": forbid("nitwit"), "speak": protect("my pay", without=["not so"], within="text")},
    ),
    "what fails in the folded view has not failed in what a reader sees": Hard(
        "rig ac a\u200bc", "failed", ("loud",),
        {"loud": forbid({"pattern": "ac"}), "low": forbid("rig"),
         "some": permit({"pattern": "ac"}, lifts="low", span="text")},
        {"budget": {"matches": 1}},
    ),
    "what fails does not depend on what was found before it in a list": Hard(
        "a b c", "failed", ("rude",), {"rude": forbid("a", **{"with": ["b", {"pattern": "c"}]})},
        failing=(("pattern", "c", None),),
    ),
    "evidence that nobody needs cannot fail": Hard(
        "b c", "failed", (), {"rude": forbid("a", **{"with": [{"pattern": "c"}]})},
        failing=(("pattern", "c", None),),
    ),
    "one trigger that fails does not hide the others": Hard(
        "arm rig", "outcome", BLOCK, {"tell": require("arm", {"pattern": "rig"}, outcome="block")}, advert(),
        failing=(("pattern", "rig", None),),
    ),
    "where a wording cannot be looked for nobody says that it is missing": Hard(
        "#ad", "disclosures", (), {"tell": require(outcome="block")}, advert(), failing=(("phrases", "#ad"),)
    ),
    "a rule that failed waits for its facts": Hard(
        "rig", "questions", ("paid",), {"rude": forbid({"pattern": "rig"}, when={"paid": [True]})}, PAID,
        failing=(("pattern", "rig", None),),
    ),
    "hashtags in the next paragraph bury nothing": Hard(
        "#ad\n\n#arm #rig #robot", "outcome", ALLOW, {"tell": require()}, advert(place="start")
    ),
    "hashtags in the next line do": Hard(
        "#ad\n#arm #rig", "outcome", WARN, {"tell": require()}, advert(place="start")
    ),
    "a protect that does not lower has not done it": Hard(
        "my pay, nitwit", "set_aside",
        (("rude", 8, 14, ("mild",), "review", "warn", "public", "public"),),
        {"rude": forbid("nitwit", outcome="review"), "mild": protect("my pay"),
         "idle": protect("pay", at_most="review")},
    ),
    "each trigger is lowered by those that lower it": Hard(
        "my pay, arm. The rig", "set_aside",
        (
            ("tell", 8, 11, ("speak",), "review", "warn", "public", "public"),
            ("tell", 17, 20, ("rigs",), "review", "allow", "public", "public"),
        ),
        {"tell": require("arm", "rig"), "speak": protect("my pay"), "rigs": permit("rig", lifts="tell")},
        advert(),
    ),
    "the semicolon between two clauses is in neither": Hard(
        "my pay a; my pay b", "outcome", BLOCK,
        {"rude": forbid({"pattern": r"a\W{1,3}my pay b"}), "speak": protect("my pay")},
    ),
    "white space needs no shelter": Hard(
        "my pay a\n\nmy pay b", "outcome", WARN,
        {"rude": forbid({"pattern": r"a\s{1,3}my pay b"}), "speak": protect("my pay")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("scanner", ["auto", "portable"])
@pytest.mark.parametrize("name", HARD)
def test_engine_and_specification_agree(name: str, scanner: Any) -> None:
    hard = HARD[name]
    failing = frozenset(hard.failing)
    values = {"rules": hard.rules, **hard.more}
    ought = judge(world(document(values), hard.text, hard.context, failing=failing, key=KEY))
    assert getattr(ought, hard.part) == hard.expected
    compiled = policy(values, scanner, failing=failing, key=KEY)
    said = verdict_of(compiled.evaluate(hard.text, hard.context))
    for part in (field.name for field in attrs.fields(Verdict)):
        assert getattr(said, part) == getattr(ought, part), part
