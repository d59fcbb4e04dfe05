"""Atoms: what they find in the whole of a text, and that regions change nothing about it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.matching.atoms import Atom, PatternAtom, PhraseAtom, ValidatorAtom
from policykit.matching.pattern.parse import parse
from policykit.matching.validators import VALIDATORS

PATTERNS = (
    r"ab+",
    r"a+b|b+a?",
    r"\bab\b",
    r"(?<=a)b+(?=a)",
    r"(?<!a)b",
    r"a{2,4}?",
    r"^a+",
    r"a$",
    r"(?m:^b|a$)",
    r"\Aab|ba\Z",
    r"a.{0,3}b",
    r"(?:ab){1,3}",
    r"(?i:é)b?",
    r"[^\sab]a",
    r"a(?!b)",
    r"\Bb\B",
)


def whole(atom: Atom, text: str) -> list[tuple[int, int]]:
    return list(atom.find(text, 0, len(text)))


def merged_regions(atom: PatternAtom, text: str) -> list[tuple[int, int]]:
    """The narrowest regions that a scanner may hand out: as far back from every end as a match goes."""
    ends = sorted(
        {
            match.end()
            for start in range(len(text) + 1)
            for match in [atom._engine.match(text, start)]
            if match is not None
        }
    )
    regions: list[tuple[int, int]] = []
    for end in ends:
        start = max(0, end - atom.before)
        if regions and start <= regions[-1][1]:
            regions[-1] = (regions[-1][0], end)
        else:
            regions.append((start, end))
    return regions


@given(st.sampled_from(PATTERNS), st.text(alphabet="ab é\n", max_size=40))
def test_a_search_over_regions_is_a_search_over_the_text(source: str, text: str) -> None:
    atom = PatternAtom(parse(source))
    pieces = [span for start, end in merged_regions(atom, text) for span in atom.find(text, start, end)]
    assert pieces == whole(atom, text)


@given(
    st.sampled_from(PATTERNS), st.text(alphabet="ab é\n", max_size=30), st.integers(0, 30), st.integers(0, 30)
)
def test_no_match_leaves_its_region(source: str, text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    atom = PatternAtom(parse(source))
    assert all(start <= a < b <= end for a, b in atom.find(text, start, end))


@pytest.mark.parametrize(
    ("source", "text", "start", "end", "expected"),
    [
        (r"\bab\b", "abab ab", 0, 7, [(5, 7)]),
        (r"\bab\b", "abab ab", 2, 4, []),
        (r"ab$", "ab ab", 0, 2, []),
        (r"ab(?= )", "ab ab", 0, 2, [(0, 2)]),
        (r"(?<=b )ab", "ab ab", 3, 5, [(3, 5)]),
        (r"^ab", "ab ab", 3, 5, []),
        (r"abb?", "abb", 0, 2, []),
    ],
)
def test_context_outside_the_region_is_read(
    source: str, text: str, start: int, end: int, expected: list[tuple[int, int]]
) -> None:
    assert list(PatternAtom(parse(source)).find(text, start, end)) == expected


def test_a_validator_behind_a_pattern_leaves_out_what_fails() -> None:
    atom = PatternAtom(parse(r"[0-9]{16}"), VALIDATORS["card"])
    text = "4111111111111111 4111111111111112"
    assert whole(atom, text) == [(0, 16)]


def test_a_candidate_that_fails_does_not_hide_the_next() -> None:
    atom = ValidatorAtom(VALIDATORS["iban"])
    text = "XX00 DE89 3704 0044 0532 0130 00"
    assert [text[a:b] for a, b in whole(atom, text)] == ["DE89 3704 0044 0532 0130 00"]
    assert list(atom.find(text, 0, 20)) == []
    assert list(atom.find(text, 0, 3)) == []


ATOMS: Sequence[Atom] = (
    PhraseAtom.of(["Contoso Health"]),
    PatternAtom(parse(r"\bSEC-[0-9]{1,6}\b")),
    *(ValidatorAtom(VALIDATORS[name]) for name in ("card", "email", "jwt", "it-codice-fiscale")),
)


@pytest.mark.parametrize(
    "atom", ATOMS, ids=[f"{type(atom).__name__}-{number}" for number, atom in enumerate(ATOMS)]
)
def test_what_every_atom_says_of_itself(atom: Atom) -> None:
    assert atom.before > 0 <= atom.after
    for screens in (atom.screens, atom.half_screens, atom.fallback_screens):
        assert screens
        assert all(screen.expression and b"\0" not in screen.expression for screen in screens)


def test_no_repr_shows_a_phrase() -> None:
    assert "ontoso" not in repr(ATOMS[0])
