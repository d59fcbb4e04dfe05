"""The accuracy benchmark counts what it says it counts; every item here is made up."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy.__main__ import main, parse
from benchmarks.accuracy.cleared import labels_by_rule, set_aside
from benchmarks.accuracy.corpora import Item, read_corpora, read_item, read_posts
from benchmarks.accuracy.kinds import KINDS, narrowed, unfit_claims
from benchmarks.accuracy.protocol import ROOT, Answers, Hit, ask
from benchmarks.accuracy.score import (
    OURS,
    OURS_REVIEW,
    PRESIDIO,
    SECRETS,
    Disagreement,
    Tally,
    alarms,
    cleared,
    compared,
    disagreements,
    found,
    outcomes,
    places,
    rows,
)
from benchmarks.accuracy.tables import UNREAD, disagreement_table, read_reasons, reason_of, shortfall_table

import policykit

CARD: dict[str, object] = {
    "id": "a:1",
    "source": "a",
    "kind": "credit_card",
    "their_kind": "C",
    "text": "x 4916 y",
}
CARD |= {"spans": [[2, 6]], "count": 1}


def item(spans: list[tuple[int, int]] | None, count: int, **more: Any) -> Item:
    return Item(
        "a:1", "a", "credit_card", "0123456789", None if spans is None else tuple(spans), count, **more
    )


def hit(start: int, end: int, label: str = "payment-card", score: float = 3.0) -> Hit:
    return Hit((label,), start, end, score)


@pytest.mark.parametrize(
    ("spans", "count", "hits", "expected"),
    [
        ([(2, 6)], 1, [(3, 4)], True),
        ([(2, 6)], 1, [(6, 8)], False),
        ([(2, 6)], 1, [(0, 2)], False),
        ([(2, 6)], 1, [(5, 9)], True),
        ([(2, 6)], 1, [(2, 2)], True),
        ([(0, 2), (4, 6)], 2, [(0, 2)], False),
        ([(0, 2), (4, 6)], 2, [(0, 6)], True),
        ([(0, 2), (4, 6)], 1, [(4, 5)], True),
        (None, 1, [], False),
        (None, 1, [(0, 1)], True),
        (None, 2, [(0, 4), (3, 6)], False),
        (None, 2, [(0, 3), (3, 6)], True),
    ],
)
def test_an_item_is_found(
    spans: list[tuple[int, int]] | None, count: int, hits: list[tuple[int, int]], expected: bool
) -> None:
    assert found(item(spans, count), [hit(*span) for span in hits]) is expected


def test_places_do_not_overlap() -> None:
    assert places([hit(0, 5), hit(1, 2), hit(2, 4), hit(8, 8), hit(8, 9)]) == 3


NAMES = {
    "policykit": ["payment-card", "bank-account"],
    "presidio-analyzer": ["CREDIT_CARD", "US_SSN"],
}


def test_claims_are_narrowed_to_what_a_tool_has() -> None:
    kinds = narrowed(NAMES)
    assert kinds["credit_card"].ours == ("payment-card",)
    assert kinds["us_ssn"].ours == ()
    assert kinds["us_ssn"].presidio == ("US_SSN",)
    assert kinds["jwt"].secrets == ()  # detect-secrets was not asked
    assert "<british-health-number>" in unfit_claims("policykit", kinds)
    assert [kind.name for kind in compared(kinds, PRESIDIO, ["us_ssn", "credit_card", "jwt"])] == [
        "credit_card"
    ]


def test_every_kind_has_one_claim_a_name() -> None:
    for kind in KINDS.values():
        for claims in (kind.ours, kind.presidio, kind.secrets):
            assert len(claims) == len(set(claims)), kind.name


ITEMS = [
    Item("a:1", "a", "credit_card", "xxxxxxxx", ((2, 6),), 1),
    Item("a:2", "a", "credit_card", "yyyyyyyy", ((2, 6),), 1),
    Item("a:3", "a", "credit_card", "zzzzzzzz", ((2, 6),), 1),
    Item("a:4", "a", "credit_card", "no", (), 0),
    Item("a:5", "a", "credit_card", "neither", (), 0),
    Item("a:6", "a", "credit_card", "weak", ((0, 4),), 1, weak=True),
]
SAID = {
    "policykit": [
        [hit(2, 6)],
        [hit(2, 6, "bank-account")],
        [hit(2, 6, score=1.0)],
        [hit(0, 2)],
        [],
        [hit(0, 4)],
    ],
    "presidio-analyzer": [
        [hit(2, 6, "CREDIT_CARD", 0.1)],
        [hit(2, 6, "CREDIT_CARD", 0.9)],
        [],
        [],
        [hit(0, 1, "CREDIT_CARD", 0.5)],
        [],
    ],
}


def test_rows_count_by_kind_and_source() -> None:
    (row,) = rows(narrowed(NAMES), ITEMS, SAID)
    assert (row.there, row.absent, row.weak) == (3, 2, 1)
    assert row.tallies[OURS.title] == Tally(found=2, otherwise=1, alarms=1, weak=1)
    assert row.tallies[OURS_REVIEW.title] == Tally(found=1, otherwise=1, alarms=1, weak=1)
    assert row.tallies[PRESIDIO.title] == Tally(found=2, alarms=1)
    assert SECRETS.title not in row.tallies


ASIDE: list[list[Hit]] = [[hit(2, 6, score=0.0)], [hit(2, 6, score=0.0)], [], [hit(0, 2, score=0.0)], [], []]


def test_what_is_cleared_counts_where_nothing_is_found() -> None:
    # of three items the first is found, the second is set aside, the third is found; the fourth holds nothing
    (row,) = rows(narrowed(NAMES), ITEMS, SAID, ASIDE)
    assert (row.tallies[OURS.title].found, row.cleared) == (2, 1)
    assert rows(narrowed(NAMES), ITEMS, SAID)[0].cleared == 0


def test_a_match_of_another_kind_or_half_of_the_places_clears_nothing() -> None:
    kind = narrowed(NAMES)["credit_card"]
    two = item([(0, 2), (4, 6)], 2)
    assert cleared(kind, [two], [[]], [[hit(0, 2)]]) == 0
    assert cleared(kind, [two], [[]], [[hit(0, 2), hit(4, 6, "bank-account")]]) == 0
    assert cleared(kind, [two], [[hit(4, 6)]], [[hit(0, 2)]]) == 1


def test_a_shortfall_is_shown_with_what_is_cleared() -> None:
    (even,) = rows(narrowed(NAMES), ITEMS, SAID, ASIDE)
    assert shortfall_table([even], PRESIDIO) == ""
    said = SAID | {"policykit": [[], *SAID["policykit"][1:]]}
    (short,) = rows(narrowed(NAMES), ITEMS, said, ASIDE)
    assert shortfall_table([short], PRESIDIO).splitlines()[2] == (
        "| `credit_card` | a | 3 | 1 | 2 | 3 | 2 | yes |"
    )
    (bare,) = rows(narrowed(NAMES), ITEMS, said)
    assert shortfall_table([bare], PRESIDIO).endswith("| 3 | 1 | 0 | 1 | 2 | **no** |")


SMALL: dict[str, Any] = {
    "policy": "small",
    "version": 1,
    "channels": {"social": {"accepts": "public"}},
    "default_channel": "social",
    "levels": ["public", "internal"],
    "detectors": {"badge": {"find": {"pattern": "B-[0-9]{4}"}}},
    "rules": {
        "badge-number": {
            "kind": "classify",
            "level": "internal",
            "category": "personal_data",
            "find": ["<badge>", "badge number"],
            "clear_if": "B-0000",
        },
    },
}


def test_only_what_the_author_of_a_rule_clears_is_set_aside() -> None:
    policy = policykit.load(SMALL)
    labels = labels_by_rule([policy.document])
    assert labels == {"badge-number": ("badge-number", "<badge>")}
    assert set_aside(policy, labels, "print B-0000, never B-1234") == [
        Hit(labels["badge-number"], 6, 12, 0.0)
    ]
    assert set_aside(policy, labels, "nothing") == []
    assert set_aside(policy, {}, "print B-0000") == []


def test_disagreements_are_said_from_our_side() -> None:
    said = [(one.item.id, one.what) for one in disagreements(narrowed(NAMES), ITEMS, SAID)]
    assert said == [("a:2", "we miss"), ("a:3", "they miss"), ("a:4", "we raise"), ("a:5", "they raise")]


def test_posts_are_counted_once_a_kind() -> None:
    kinds = narrowed(NAMES)
    assert alarms(kinds.values(), OURS, SAID["policykit"]) == {"credit_card": 4, "iban": 1, "": 5}
    assert outcomes(SAID["policykit"]) == {"block": 4, "review": 0, "warn": 1}


def test_reasons_go_by_what_and_id() -> None:
    one = Disagreement(ITEMS[0], "presidio-analyzer", "we miss", (), ())
    assert reason_of(one, {}) == UNREAD
    assert (
        reason_of(one, {"they miss/*": "no", "we miss/jwt/*": "no", "we miss/credit_card/a:*": "yes"})
        == "yes"
    )
    assert "`a:1`" in disagreement_table([one], read_reasons())
    assert "xxxxxxxx" not in disagreement_table([one], read_reasons())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"spans": [[2, 60]]}, "a span lies outside the text"),
        ({"spans": [[6, 2]]}, "a span lies outside the text"),
        ({"spans": [[1]]}, "not an item"),
        ({"text": 4}, "not an item"),
    ],
)
def test_an_item_of_another_form_is_refused_without_its_text(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message) as refusal:
        read_item(json.dumps(CARD | change), "file:7")
    assert "4916" not in str(refusal.value)
    assert str(refusal.value).startswith("file:7: ")


def test_corpora_and_posts_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl.gz").write_bytes(gzip.compress(json.dumps(CARD).encode()))
    (corpus,) = read_corpora(tmp_path)
    assert (corpus.name, len(corpus.items), corpus.items[0].spans) == ("one", 1, ((2, 6),))
    assert "4916" not in repr(corpus) + repr(corpus.items[0])
    posts = tmp_path / "posts.txt"
    posts.write_text("a\n\nb\n", "utf-8")
    assert read_posts(posts)[1] == ["a", "", "b"]


def test_the_full_list_stays_outside_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--labelled", "x", "--disagreements", str(ROOT / "docs" / "list.jsonl")])
    assert "outside the tree" in capsys.readouterr().err


def test_one_run_from_items_to_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [CARD | {"id": "a:1", "text": "4916 1234 5678 9010", "spans": [[0, 19]]}]
    items += [CARD | {"id": "a:2", "text": "nothing", "spans": [], "count": 0}]
    lines = "".join(json.dumps(row) + "\n" for row in items)
    (tmp_path / "one.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "posts.txt").write_text("The parcel arrived.\nher card: 4916 1234 5678 9010\n", "utf-8")
    full = tmp_path / "full.jsonl"
    options = [
        "--labelled",
        str(tmp_path),
        "--posts",
        str(tmp_path / "posts.txt"),
        "--disagreements",
        str(full),
    ]
    assert main(options) == 0
    printed = capsys.readouterr().out
    assert "| policykit |" in printed
    assert "| block | 1 | 5000.00 |" in printed
    assert "4916" not in printed
    assert [json.loads(line)["number"] for line in full.read_text("utf-8").splitlines()] == [1]


def test_a_tool_that_stops_says_so() -> None:
    with pytest.raises(RuntimeError, match="no_such_tool stopped"):
        ask(sys.executable, "no_such_tool", ["text"])


def test_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = '{"tool": "t"}\n[0, [[["CREDIT_CARD"], 0, 2, 0.5]]]\n0.25\n'

    class Done:
        returncode, stdout, stderr = 0, spoken, ""

    monkeypatch.setattr("benchmarks.accuracy.protocol.subprocess.run", lambda *_, **__: Done)
    first = ask("python", "ours", ["text"], tmp_path)
    assert first == Answers({"tool": "t"}, ((Hit(("CREDIT_CARD",), 0, 2, 0.5),),), 0.25)
    monkeypatch.setattr("benchmarks.accuracy.protocol.subprocess.run", None)
    again = ask("python", "ours", ["text"], tmp_path)
    assert again.about == {"tool": "t", "kept": True}
    assert again.hits == first.hits
