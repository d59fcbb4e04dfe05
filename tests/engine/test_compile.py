"""Compiling: keys, zones, terms from files, layers, and what is shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.policies import BASE, KEY, classify, forbid, policy, portable, spans
from policykit.engine.compile import LIBRARY, compile_composition
from policykit.engine.nodes import Nodes
from policykit.loading.entry import compose, load
from policykit.matching.portable import PortableScanner
from policykit.model.scales import Outcome


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 15])
def test_a_key_has_sixteen_bytes_at_least(key: bytes) -> None:
    with pytest.raises(ValueError, match=f"the key has {len(key)} bytes: expected at least 16"):
        policy({"name": forbid("Halcyon")}, key=key)


def test_without_a_key_there_is_no_fingerprint() -> None:
    rules = {"name": forbid("Halcyon")}
    marks = [
        policy(rules, key=key).evaluate("Halcyon").findings[0].fingerprint for key in (None, KEY, b"y" * 16)
    ]
    assert marks[0] is None
    assert len({*marks}) == 3


def test_the_stamp_says_what_read_the_text() -> None:
    stamp = policy({"name": forbid("Halcyon")}, version=7).evaluate("").policy
    assert (stamp.id, stamp.version, stamp.library) == ("world", 7, LIBRARY)
    assert stamp.unicode.count(".") == 2


def test_terms_of_a_file_are_terms(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("# ours\nHalcyon\nBluefin\n", "utf-8")
    values = {**BASE, "rules": {"name": classify({"terms": {"file": "names.txt"}})}}
    judge = load(values, tmp_path)
    assert spans(judge.evaluate("Halcyon and bluefin")) == [(0, 7), (12, 19)]
    other = load({**BASE, "rules": {"name": classify({"terms": ["Bluefin", "Halcyon"]})}})
    assert other.evaluate("Halcyon").findings[0].evidence == judge.evaluate("Halcyon").findings[0].evidence
    digest = judge.digest
    (tmp_path / "names.txt").write_text("Halcyon\n", "utf-8")
    assert load(values, tmp_path).digest != digest


def test_a_later_layer_clears_what_an_earlier_one_finds(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text(
        "policy: parent\nchannels: {social: {accepts: public}}\ndefault_channel: social\n"
        "detectors: {code: [Halcyon]}\n"
        "rules:\n  name: {kind: forbid, category: conduct, find: [<code>], clear_if: [halcyon days], "
        "open: true}\n",
        "utf-8",
    )
    child = {
        "policy": "child",
        "extends": ["parent.yaml"],
        "detectors": {"park": ["Halcyon Park"]},
        "adjust": {"name": {"clear_if": ["<park>", "halcyon street"]}},
    }
    judge = load(child, tmp_path)
    assert spans(judge.evaluate("halcyon days, Halcyon Park, Halcyon Street, Halcyon")) == [(44, 51)]
    assert spans(load(tmp_path / "parent.yaml").evaluate("Halcyon Park, halcyon days")) == [(0, 7)]


def test_equal_sources_become_one_atom() -> None:
    rules = {
        "one": forbid(["Halcyon", {"pattern": "x{2,3}"}, {"validator": "iban"}]),
        "two": classify({"any": ["Halcyon", {"pattern": "x{2,3}"}, {"validator": "iban"}]}),
    }
    composition = compose({**BASE, "rules": rules})
    nodes = Nodes(composition)
    for placed in composition.rules.values():
        nodes.rule_search(placed)
    assert len(nodes.atoms) == 3


def test_the_portable_scanner_can_be_chosen() -> None:
    composition = compose({**BASE, "rules": {"name": forbid("Halcyon")}})
    assert isinstance(compile_composition(composition, scanner="portable")._scanner, PortableScanner)
    judge = portable({"name": forbid("Halcyon")})
    assert judge.evaluate("Halcyon").outcome is Outcome.BLOCK
    assert judge.evaluate("fine") is judge.evaluate("also fine")
    assert judge.evaluate_document({"a": "fine"}) is judge.evaluate("fine")
