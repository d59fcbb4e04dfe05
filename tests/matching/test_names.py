"""Names in disguise: what is found, what is not, and that screens and regions lose nothing."""

from __future__ import annotations

from collections.abc import Sequence

import hyperscan
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.matching.atoms import MOST_LONE_MARKED, PhraseAtom, ValidatorAtom, find_in
from policykit.matching.names import looks_like_a_name
from policykit.matching.scanner import build_scanner
from policykit.matching.screen import Screen
from policykit.matching.triggers import Trigger
from policykit.matching.validators import VALIDATORS
from policykit.text.folding import fold
from policykit.text.units import code_point_offsets
from policykit.text.view import View, views

NAMES = ("Project Halcyon", "Halcyon", "Bluefin", "Aurora Arm 2", "Zürich Nord", "O'Neil Works", "snake_Case")
FEW = PhraseAtom.of(NAMES)
MANY = PhraseAtom.of([*NAMES, *(f"Filler Firm{letter}" for letter in "abcdefghijklmnopq")])
LONG = PhraseAtom.of([*NAMES, *(f"Filler Firm {number}" for number in range(300))], names="all")
ATOMS = (FEW, MANY, LONG)


def found(atom: PhraseAtom, text: str) -> list[str]:
    return [text[start:end] for start, end in atom.find_names(text, 0, len(text))]


@pytest.mark.parametrize("atom", ATOMS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ha1cy0n rig", ["Ha1cy0n"]),
        ("Pr0j3ct H4lcyon!", ["Pr0j3ct H4lcyon", "H4lcyon"]),
        ("Project  H4lcyon", ["Project  H4lcyon", "H4lcyon"]),
        ("Pr0ject Halcyon", ["Pr0ject Halcyon"]),
        ("(B1uef!n)!!", ["B1uef!n"]),
        ("8luefin", ["8luefin"]),
        ("!!!!!Bluef1n!!!!!", ["Bluef1n"]),
        ("@uror4 4rm 2", ["@uror4 4rm 2"]),
        ("Hálcyön", ["Hálcyön"]),
        ("Ha\u0301lcyon", ["Ha\u0301lcyon"]),
        ("Hál0yon H@lcyon", ["H@lcyon"]),
        ("o'nei1 w0rks", ["o'nei1 w0rks"]),
        ("snak3_case", ["snak3_case"]),
        ("Halcyon Bluefin Haicyon", []),
        ("xHa1cyon Ha1cyons", []),
        ("B1uef!ns B1uefin!x", []),
        ("1 2 3 4 5", []),
        ("", []),
    ],
)
def test_disguised_names(atom: PhraseAtom, text: str, expected: list[str]) -> None:
    assert found(atom, text) == expected


def test_a_single_mark_is_a_disguise_in_a_short_list_only() -> None:
    assert found(FEW, "the Hálcyon rig") == ["Hálcyon"]
    assert found(MANY, "the Hálcyon rig") == []
    assert len(NAMES) <= MOST_LONE_MARKED


@pytest.mark.parametrize(
    ("phrase", "is_name"),
    [
        ("Halcyon", True),
        ("Project X", True),
        ("confidential", False),
        ("TOP SECRET", False),
        ("Kate", False),
        ("A 1 2 3 4 5", False),
    ],
)
def test_what_looks_like_a_name(phrase: str, is_name: bool) -> None:
    assert looks_like_a_name(phrase) is is_name
    assert bool(list(PhraseAtom.of([phrase]).find_names("Ha1cyon Pr0ject X", 0, 17))) is is_name


def test_terms_are_names_unless_they_are_short() -> None:
    assert looks_like_a_name("acme", is_term=True)
    assert not looks_like_a_name("IBM", is_term=True)
    assert found(PhraseAtom.of(["acme", "ibm"], names="all"), "4cme and a 1BM 18M") == ["4cme"]


def test_other_atoms_have_no_names() -> None:
    view = View("pay to joe@example.com", "leetspeak", False, for_names="all")
    atom = ValidatorAtom(VALIDATORS["email"])
    assert list(find_in(atom, view, 0, len(view.text))) == []
    assert list(find_in(FEW, View("Ha1cyon", "leetspeak", False, for_names="all"), 0, 7)) == [(0, 7)]
    assert list(find_in(FEW, View("Halcyon", "raw", True), 0, 7)) == [(0, 7)]


def test_no_repr_shows_a_name() -> None:
    assert "alcyon" not in repr(FEW).lower()


FORMS = {
    "a": "a4@áàA",
    "l": "l1!|iI",
    "o": "o0ö",
    "e": "e3é",
    "c": "cç",
    "y": "y",
    "n": "nñ",
    "b": "b8",
    "i": "i1!",
}
SPELLED = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(*(st.sampled_from(FORMS.get(char.lower(), char) + char * 3) for char in name)).map(
        "".join
    )
)
TEXTS = st.lists(
    SPELLED | st.sampled_from([" ", "!", "!!!!", "x", "4", "\u0301", ".", "é", "@", "\n"]), max_size=7
).map("".join)
SCANNERS = [build_scanner([atom], [Trigger(frozenset({0}))]) for atom in ATOMS]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(range(len(ATOMS))))
def test_what_is_found_wakes_and_lies_in_regions(text: str, number: int) -> None:
    atom, scanner = ATOMS[number], SCANNERS[number]
    for view in views(text):
        expected = list(find_in(atom, view, 0, len(view.text)))
        if expected:
            assert scanner.wakes(text)
        for regions in (scanner.regions(view.text), scanner.locator.regions(view.text)):  # type: ignore[attr-defined]
            places = ((0, len(view.text)),) if regions is None else regions.get(0, ())
            assert [span for place in places for span in find_in(atom, view, *place)] == expected


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_no_match_leaves_its_region(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = list(FEW.find_names(text, 0, len(text)))
    inside = list(FEW.find_names(text, start, end))
    assert inside == [span for span in whole if start <= span[0] and span[1] <= end]


def compiled(screens: Sequence[Screen]) -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[screen.expression for screen in screens],
        ids=list(range(len(screens))),
        elements=len(screens),
        flags=[screen.flags for screen in screens],
    )
    return database


@pytest.fixture(scope="module")
def databases() -> list[tuple[PhraseAtom, hyperscan.Database]]:
    return [(atom, compiled(screens)) for atom in ATOMS for screens in (atom.screens, atom.half_screens)]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_screens_report_an_offset_in_every_match(
    databases: list[tuple[PhraseAtom, hyperscan.Database]], text: str
) -> None:
    encoded = text.encode()
    for atom, database in databases:
        ends: list[int] = []
        database.scan(encoded, lambda _n, _s, end, _f, _c, ends=ends: ends.append(end))
        if fold(text) is None:
            offsets = set(code_point_offsets(encoded, ends).values())
            for start, end in (*atom.find_names(text, 0, len(text)), *atom.find(text, 0, len(text))):
                assert any(start < offset <= end for offset in offsets), text[start:end]


def test_of_a_very_long_name_the_screen_sees_the_beginning() -> None:
    name = ("Halcyon " * 60).strip()
    atom = PhraseAtom.of([name])
    text = f"the {name.replace('Halcyon', 'H4lcyon', 1)} rig"
    assert found(atom, text) == [text[4:-4]]
    scanner = build_scanner([atom], [Trigger(frozenset({0}))])
    assert scanner.wakes(text)
