"""Scanners: both give the same matches, wake where a rule can fire, and bear threads and long texts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from policykit.matching.atoms import Atom, PatternAtom, PhraseAtom, ValidatorAtom
from policykit.matching.expressions import HALF
from policykit.matching.hyper import ENOUGH, SHORT, HyperScanner
from policykit.matching.locator import Locator
from policykit.matching.pattern.parse import parse
from policykit.matching.portable import PortableScanner
from policykit.matching.scanner import Scanner, build_scanner
from policykit.matching.screen import UTF8, Screen
from policykit.matching.triggers import Trigger
from policykit.matching.validators import VALIDATORS
from policykit.text.view import views

ATOMS: tuple[Atom, ...] = (
    PhraseAtom.of(["Project Halcyon", "Halcyon", "Bluefin"]),
    PhraseAtom.of(["kiss", "Straße", "o'neil", "co-op"]),
    PhraseAtom.of(["we", "our", "a b a", "a b"]),
    PhraseAtom.of(["pay", "Эхо", "机密"]),
    PhraseAtom.of([f"client{number}" for number in range(300)] + ["Contoso Health", "Эхо ветер"]),
    PatternAtom(parse(r"\bSEC-[0-9]{1,6}\b")),
    PatternAtom(parse(r"(?i)password\s*[:=]\s*\w{4,20}")),
    PatternAtom(parse(r"a.{0,10}b")),
    PatternAtom(parse(r"(?<=€)\d+(?= )|^é+$")),
    ValidatorAtom(VALIDATORS["card"]),
    ValidatorAtom(VALIDATORS["email"]),
    ValidatorAtom(VALIDATORS["it-codice-fiscale"]),
    PhraseAtom.of(["Yıldız", "İzmir"]),
    PatternAtom(parse(r"(?i)key [0-9]")),
)
TRIGGERS = (
    *(Trigger(frozenset({number})) for number in (0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)),
    Trigger(frozenset({2}), frozenset({3})),
)
SCANNER = build_scanner(ATOMS, TRIGGERS)
PIECES = (
    "YILDIZ",
    "yıldız",
    "İzmir",
    "i\u0307zmir",
    "PAS\u017fWORD=hunter22",
    "\u212aEY 7",
    "Project",
    "halcyon",
    "HALCYON",
    "Bluefin",
    "\u212aiss",
    "kiſs",
    "STRASSE",
    "STRAẞE",
    "O’Neil",
    "co–op",
    "we",
    "OUR",
    "pay",
    "ЭХО",
    "ветер",
    "机密",
    "client7",
    "contoso  health",
    "SEC-12",
    "password: hunter22",
    "a",
    "b",
    "é",
    "€12",
    "4111 1111 1111 1111",
    "jordan@example.com",
    "RCCMNL83S18D969H",
    "hal\u200bcyon",
    "\ud800",
    "❤\ufe0f",
    "x",
    "\n",
    "\n\n",
    ".",
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ", " ", "\n"))), max_size=12).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def matches(scanner: Scanner | Locator, atoms: Sequence[Atom], text: str) -> dict[int, list[tuple[int, int]]]:
    regions = scanner.regions(text)
    fired = None if isinstance(scanner, Locator) else scanner.fired(text)
    found = {}
    for number, atom in enumerate(atoms):
        if fired is not None and number not in fired.atoms:
            continue
        places = ((0, len(text)),) if regions is None else regions.get(number, ())
        if spans := [span for start, end in places for span in atom.find(text, start, end)]:
            found[number] = spans
    return found


def may_fire(text: str) -> set[int]:
    """The triggers that fire in one reading of a text, found out without a scanner."""
    hit = matches(PortableScanner(), ATOMS, text).keys()
    return {
        number
        for number, trigger in enumerate(TRIGGERS)
        if hit & trigger.any_of and (trigger.together_with is None or hit & trigger.together_with)
    }


def test_hyperscan_is_what_is_tested_here() -> None:
    assert isinstance(SCANNER, HyperScanner)
    assert SCANNER.wake is not None
    assert SCANNER.plan.pairs


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_both_scanners_give_the_same_matches(text: str) -> None:
    assert isinstance(SCANNER, HyperScanner)
    expected = matches(PortableScanner(), ATOMS, text)
    assert matches(attrs.evolve(SCANNER, read=[0]), ATOMS, text) == expected
    assert matches(SCANNER.locator, ATOMS, text) == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_may_fire_wakes(text: str) -> None:
    for view in views(text):
        assert SCANNER.wakes(text) or not may_fire(view.text)
        fired = SCANNER.fired(view.text)
        assert fired is None or may_fire(view.text) <= fired.triggers
    assert PortableScanner().wakes(text)


@given(TEXTS)
def test_regions_are_in_order_and_apart(text: str) -> None:
    assert isinstance(SCANNER, HyperScanner)
    for regions in (SCANNER.locator.regions(text) or {}).values():
        edges = [edge for region in regions for edge in region]
        assert edges == sorted(set(edges))
        assert 0 <= edges[0] <= edges[-1] <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("a clean text — nothing “here” ❤\ufe0f", False),
        ("Halcyon", True),
        ("halcyons", False),
        ("we are late", False),
        ("pay up", False),
        ("we pay", True),
        ("pay us what we earned", True),
        ("hal\u200bcyon", True),
        ("x\ud800", True),
    ],
)
def test_wakes(text: str, expected: bool) -> None:
    assert SCANNER.wakes(text) is expected


def test_regions_lie_round_the_reported_place() -> None:
    scanner = build_scanner(ATOMS[:6], ())
    text = "ж" * 500 + " SEC-12 " + "ж" * ENOUGH
    assert scanner.regions(text) == {5: ((497, 507),)}
    assert scanner.regions("nothing" * ENOUGH) == {}
    assert scanner.regions("SEC-12") is None
    assert scanner.regions("SEC-12 \ud800" * ENOUGH) is None


def test_what_was_not_reported_is_nowhere_and_fires_nothing() -> None:
    scanner = build_scanner(ATOMS, TRIGGERS)
    fired = scanner.fired("Halcyon, we say")
    assert fired is not None
    assert (0 in fired.atoms, 1 in fired.atoms, 2 in fired.atoms, 3 in fired.atoms) == (
        True,
        False,
        True,
        False,
    )
    assert fired.triggers == {n for n, trigger in enumerate(TRIGGERS) if 0 in trigger.any_of}
    assert scanner.fired("x\ud800") is None
    empty = scanner.fired("")
    assert empty is not None
    assert empty.triggers == frozenset()


def test_a_text_that_folds_may_hold_what_the_wake_database_does_not_report() -> None:
    scanner = build_scanner(ATOMS, TRIGGERS)
    assert isinstance(scanner, HyperScanner)
    odd, plain = scanner.fired("\u212ais\u017f me"), scanner.fired("is me")
    assert odd is not None
    assert plain is not None
    assert scanner.odd
    assert {*scanner.odd} <= odd.atoms
    assert not {*scanner.odd} <= plain.atoms


def test_once_enough_was_read_the_locator_says_where() -> None:
    scanner = build_scanner(ATOMS, TRIGGERS)
    assert isinstance(scanner, HyperScanner)
    text = "we are late " + "ж" * SHORT
    assert scanner.regions(text[:SHORT]) is None
    assert scanner.regions(text) is None
    long = "SEC-12 " + "ж" * ENOUGH
    assert scanner.regions(long) == scanner.locator.regions(long)
    for _ in range(ENOUGH // len(text)):
        scanner.regions(text)
    assert scanner.regions(text) == scanner.locator.regions(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("Yıldız", "Yıldız"), ("ı", "ı"), ("İzmir", "İZMIR"), ("i\u0307zmir", "İzmir"), ("kiss", "\u212aiſſ")],
)
@pytest.mark.parametrize("more", [0, 300])
def test_letters_with_a_twin_in_ascii_are_located_as_they_are(phrase: str, text: str, more: int) -> None:
    atoms = (PhraseAtom.of([phrase, *(f"filler{number}" for number in range(more))]),)
    scanner = build_scanner(atoms, [Trigger(frozenset({0}))])
    expected = matches(PortableScanner(), atoms, text)
    assert expected
    assert scanner.wakes(text)
    assert matches(scanner, atoms, text) == expected == matches(Locator(atoms), atoms, text)


@pytest.mark.parametrize("text", ["\u212aEY 7", "key 7", "PAS\u017fWORD: hunter22", "x\u0130\u0131"])
def test_patterns_are_located_with_and_without_twins(text: str) -> None:
    expected = matches(PortableScanner(), ATOMS, text)
    assert matches(SCANNER, ATOMS, text) == expected == matches(Locator(ATOMS), ATOMS, text)
    assert SCANNER.wakes(text)


def test_without_atoms_nothing_is_anywhere() -> None:
    scanner = build_scanner((), ())
    assert (scanner.wakes("plain"), scanner.wakes("ﬁne"), scanner.regions("plain")) == (False, True, None)


def test_always_wakes_without_a_wake_database() -> None:
    scanner = build_scanner(ATOMS, TRIGGERS, always=True)
    assert isinstance(scanner, HyperScanner)
    assert scanner.wakes("clean")
    assert scanner.wake is None
    assert matches(scanner, ATOMS, "Halcyon") == {0: [(0, 7)]}


def test_the_reports_of_a_scan_say_what_wakes() -> None:
    assert isinstance(SCANNER, HyperScanner)
    assert SCANNER.wake is not None
    reported = SCANNER.wake.reports(b"we pay Halcyon")
    assert any(number < HALF for number in reported)
    assert any(pair.fires(reported) for pair in SCANNER.plan.pairs)


@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\t", "\u00a0", "\u2009\u2009", "\u3000", " \r\n"])
def test_words_are_found_over_any_gap_even_where_the_other_half_holds_one(gap: str) -> None:
    atoms = (PhraseAtom.of(["ten red cows"]), PatternAtom(parse(r"we\s\sown")), PhraseAtom.of(["for sale"]))
    scanner = build_scanner(
        atoms,
        [Trigger(frozenset({0}), frozenset({1})), Trigger(frozenset({2})), Trigger(frozenset({0}), None)],
    )
    assert isinstance(scanner, HyperScanner)
    pair = build_scanner(atoms, [Trigger(frozenset({0}), frozenset({1}))])
    herd = f"we  own ten{gap}red{gap}cows"
    assert (scanner.wakes(herd), pair.wakes(herd)) == (True, True)
    # an ideographic space is a full-width form: a text that folds wakes
    assert pair.wakes(f"we own ten{gap}red{gap}cows") is (gap == "\u3000")
    fired = pair.fired(herd)
    assert fired is not None
    assert (fired.triggers, fired.atoms) == ({0}, {0, 1, 2})
    assert scanner.wakes(f"not for{gap}sale") is True
    assert scanner.wakes(f"for{gap}a sale") is (gap == "\u3000")


class Stubborn:
    """An atom with screens of one's own choice."""

    before = after = 8
    digits = 0
    odd_screens: tuple[Screen, ...] = ()

    def __init__(self, screens: bytes, bare: bytes, fallback: bytes) -> None:
        self.screens = self.wake_screens = (Screen(screens, UTF8),)
        self.half_screens = (Screen(bare, UTF8),)
        self.fallback_screens = (Screen(fallback, UTF8),)

    def find(self, text: str, start: int, end: int):  # type: ignore[no-untyped-def]  # as Atom.find
        return PatternAtom(parse("needle")).find(text, start, end)


def test_a_refused_expression_gives_way_to_its_fallback() -> None:
    atoms = (Stubborn(rb"(?<=x)needle", b"needle", b"e"), ATOMS[0])
    scanner = build_scanner(atoms, [Trigger(frozenset({0}))])
    assert isinstance(scanner, HyperScanner)
    assert (scanner.wakes("a needle"), scanner.wakes("hay")) == (True, False)
    assert matches(scanner, atoms, "halcyon needle") == {0: [(8, 14)], 1: [(0, 7)]}


def test_a_refused_half_gives_way_to_its_fallback() -> None:
    atoms = (Stubborn(b"needle", rb"(?<=x)needle", b"e"), ATOMS[0])
    scanner = build_scanner(atoms, [Trigger(frozenset({0}), frozenset({1}))])
    assert isinstance(scanner, HyperScanner)
    assert [scanner.wakes(text) for text in ("needle", "halcyon", "needle halcyon")] == [False, False, True]


def test_what_hyperscan_takes_in_no_form_is_left_to_the_portable_scanner() -> None:
    atoms = (Stubborn(rb"(?<=x)needle", rb"(?<=x)needle", rb"(?<=x)e"),)
    assert isinstance(build_scanner(atoms, [Trigger(frozenset({0}))]), PortableScanner)


def test_what_the_locator_cannot_compile_is_looked_for_everywhere() -> None:
    refused = Locator((Stubborn(rb"(?<=x)needle", b"needle", rb"(?<=x)e"),))
    assert (refused.database, refused.regions("a needle")) == (None, None)
    assert Locator(()).regions("a needle") == {}


def test_eight_threads_share_a_scanner() -> None:
    texts = [
        f"{word} {number} Halcyon é€{number} pay"
        for number in range(50)
        for word in ("x", "SEC-1", "we", "é")
    ]
    expected = [(SCANNER.wakes(text), matches(SCANNER, ATOMS, text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        runs = pool.map(
            lambda _: [(SCANNER.wakes(text), matches(SCANNER, ATOMS, text)) for text in texts], range(16)
        )
        assert all(run == expected for run in runs)


@pytest.mark.parametrize(
    "unit",
    [
        "Halcyo ",
        "halcyon",
        "a" * 50,
        "a ",
        "1 1 1 1 ",
        "4111111111111112 ",
        "password: ",
        "x@",
        "a@b.",
        "é€1 ",
        "ß",
        "\u0301",
        "\u200d",
        "█",
    ],
)
def test_near_misses_cost_what_they_are_long(unit: str) -> None:
    def judge(text: str) -> None:
        SCANNER.wakes(text)
        matches(located, ATOMS, text)

    assert isinstance(SCANNER, HyperScanner)
    assert SCANNER.locator.database is not None
    located = attrs.evolve(SCANNER, read=[ENOUGH])
    assert_linear(judge, lambda size: (unit * (size // len(unit) + 1))[:size], 200_000)


def test_a_scanner_that_cannot_be_imported_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "policykit.matching.hyper", None)
    assert isinstance(build_scanner(ATOMS, TRIGGERS), PortableScanner)


WITHOUT = """
import sys
sys.modules["hyperscan"] = None
from policykit.matching.atoms import PhraseAtom
from policykit.matching.scanner import build_scanner
from policykit.matching.triggers import Trigger
scanner = build_scanner([PhraseAtom.of(["halcyon"])], [Trigger(frozenset({0}))])
print(type(scanner).__name__, scanner.wakes(""), scanner.regions(""))
"""


def test_without_hyperscan_the_portable_scanner_stands_in() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("PortableScanner True None\n", "")
