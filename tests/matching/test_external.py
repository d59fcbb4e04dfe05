"""The atom of a detector from elsewhere: what it is asked, what of its answers counts, and what fails it."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.matching.atoms import PatternAtom
from policykit.matching.external import ExternalAtom, MisreportError
from policykit.matching.hyper import HyperScanner
from policykit.matching.pattern.parse import MASK, parse
from policykit.matching.scanner import Trigger, build_scanner
from policykit.model.external import Detected, ExternalDetector
from policykit.model.scales import Confidence

LOW, MEDIUM, HIGH = Confidence


@attrs.frozen
class Capitals:
    """Finds runs of three capitals or more."""

    name: str = "capitals"
    version: str = "1"
    pure: bool = True
    hint: tuple[str, ...] | None = None

    def detect(self, text: str) -> Iterator[Detected]:
        for found in re.finditer("[A-Z]{3,}", text):
            yield Detected(*found.span(), MEDIUM, ("CAPITALS",))


@attrs.frozen
class Says(Capitals):
    """Answers with what it was told to answer, but for the empty text."""

    answers: Any = ()

    def detect(self, text: str) -> Any:
        return self.answers if text else ()


def said(*answers: object, text: str = "Jane met Bob") -> list[tuple[int, int, Confidence, tuple[str, ...]]]:
    """What an atom makes of `answers`."""
    atom = ExternalAtom.of(Says(answers=answers))
    return [(*span, *weight) for span, weight in atom.weighed(text).items()]


def test_what_is_reported_is_sorted_and_unique() -> None:
    assert said(
        Detected(9, 12, LOW, ("PERSON", "NAME")),
        Detected(0, 4),
        Detected(9, 12, MEDIUM, ("WHO", "NAME")),
        Detected(0, 4, LOW),
    ) == [(0, 4, HIGH, ()), (9, 12, MEDIUM, ("NAME", "PERSON", "WHO"))]


def test_what_holds_nothing_but_masks_is_no_match() -> None:
    text = f"{MASK * 3} {MASK} Bob"
    assert said(Detected(0, 5), Detected(3, 4), Detected(4, 7), text=text) == [(4, 7, HIGH, ())]


@pytest.mark.parametrize("name", ["Jane", "JANE", "a", "jan", "x-Jane-y"])
def test_a_name_that_repeats_the_words_is_left_out(name: str) -> None:
    assert said(Detected(0, 4, HIGH, (name, "PERSON"))) == [(0, 4, HIGH, ("PERSON",))]


PLACE = "it reports a place that is empty or outside the text"
NUMBERS = "it reports a place that is no pair of whole numbers"
EVIDENCE = "it reports evidence that is no tuple of names"

MISREPORTS: tuple[tuple[object, str], ...] = (
    (Detected(0, 0), PLACE),
    (Detected(4, 2), PLACE),
    (Detected(-1, 2), PLACE),
    (Detected(0, 13), PLACE),
    (Detected(0.0, 4), NUMBERS),  # type: ignore[arg-type]
    (Detected(0, True), NUMBERS),
    (Detected("0", 4), NUMBERS),  # type: ignore[arg-type]
    (Detected(0, 4, "high"), "it reports a confidence that is none"),  # type: ignore[arg-type]
    (Detected(0, 4, HIGH, ["PERSON"]), EVIDENCE),  # type: ignore[arg-type]
    (Detected(0, 4, HIGH, (1,)), EVIDENCE),  # type: ignore[arg-type]
    (Detected(0, 4, HIGH, ("Jane met Bob",)), EVIDENCE),
    (Detected(0, 4, HIGH, ("x" * 81,)), EVIDENCE),
    (Detected(0, 4, HIGH, ("",)), EVIDENCE),
    ((0, 4), "it reports something that is not a `Detected`"),
    ("Jane", "it reports something that is not a `Detected`"),
)


@pytest.mark.parametrize(("answer", "reason"), MISREPORTS)
def test_a_report_that_makes_no_sense_says_why_and_nothing_else(answer: object, reason: str) -> None:
    with pytest.raises(MisreportError) as caught:
        said(Detected(9, 12), answer)
    assert str(caught.value) == reason


def test_reports_come_to_an_end() -> None:
    def without_end() -> Iterator[Detected]:
        while True:
            yield Detected(0, 1)

    with pytest.raises(MisreportError, match="it reports more than 200,000 places"):
        ExternalAtom.of(Says(answers=without_end())).weighed("x")


def test_find_yields_what_lies_in_the_region() -> None:
    atom = ExternalAtom.of(Capitals())
    text = "ABC def GHI"
    assert [*atom.find(text, 0, len(text))] == [(0, 3), (8, 11)]
    assert [*atom.find(text, 1, len(text))] == [(8, 11)]
    assert [*atom.find(text, 0, 10)] == [(0, 3)]


def test_a_hint_spares_the_detector_texts() -> None:
    asked: list[str] = []

    class Listening(Capitals):
        def detect(self, text: str) -> Iterator[Detected]:
            asked.append(text)
            return super().detect(text)

    atom = ExternalAtom.of(Listening(hint=(r"\d{3}", "(?i)id")))
    for text in ("ABC", "ABC 12", "ABC 123", "Id ABC", ""):
        atom.weighed(text)
    assert asked == ["", "ABC 123", "Id ABC"]


def test_no_hint_means_every_text_that_holds_anything() -> None:
    assert ExternalAtom.of(Says(answers=(Detected(0, 1),))).weighed("x") == {(0, 1): (HIGH, ())}
    assert ExternalAtom.of(Capitals()).weighed("") == {}


HINTS: tuple[tuple[str, ...] | None, ...] = (None, (r"\d{2}",), ("k", r"(?i)\bgo\b"), (r"(?m)^#",))
TEXTS = st.text(st.sampled_from("ABCkK\u212a#19 \n\u0301\ud800\uff21"), max_size=30)


@cache
def atom_of(hint: tuple[str, ...] | None) -> tuple[ExternalAtom, HyperScanner]:
    atom = ExternalAtom.of(Capitals(hint=hint))
    scanner = build_scanner((atom,), (Trigger(frozenset({0})),))
    assert isinstance(scanner, HyperScanner)
    assert scanner.locator.database is not None
    return atom, scanner


@settings(deadline=None)
@given(TEXTS, st.sampled_from(HINTS))
def test_a_scanner_sends_it_wherever_it_finds_something(text: str, hint: tuple[str, ...] | None) -> None:
    atom, scanner = atom_of(hint)
    if not atom.weighed(text):
        return
    assert scanner.wakes(text)
    for regions in (scanner.regions(text), scanner.locator.regions(text)):
        # None where UTF-8 cannot carry the text: then everything looks everywhere
        assert regions is None or regions[0] == ((0, len(text)),)


@pytest.mark.parametrize(
    ("text", "wakes"), [("", False), ("\n", True), ("x", True), ("\ud800", True), ("x" * 9_000, True)]
)
def test_without_a_hint_every_text_wakes(text: str, wakes: bool) -> None:
    assert build_scanner((ExternalAtom.of(Capitals()),), (Trigger(frozenset({0})),)).wakes(text) is wakes


def test_what_it_needs_beside_it_still_keeps_a_text_asleep() -> None:
    atoms = (ExternalAtom.of(Capitals()), PatternAtom(parse("rig")))
    scanner = build_scanner(atoms, (Trigger(frozenset({0}), frozenset({1})),))
    assert [scanner.wakes(text) for text in ("ABC", "rig", "ABC rig", "")] == [False, True, True, False]


def test_screens_of_every_kind_are_those_of_the_hints() -> None:
    atom = ExternalAtom.of(Capitals(hint=("ab", "cd", "ab")))
    hints = [PatternAtom(parse(source)) for source in ("ab", "cd")]
    assert atom.screens == tuple(hint.screens[0] for hint in hints)
    assert atom.half_screens == tuple(hint.half_screens[0] for hint in hints)
    assert set(atom.fallback_screens) == {hint.fallback_screens[0] for hint in hints}
    assert ExternalAtom.of(Capitals(hint=("(?i)k",))).odd_screens
    assert ExternalAtom.of(Capitals()).odd_screens == ()


def fails(text: str) -> Iterable[Detected]:
    raise RuntimeError(text)


def finds_nothing_there(text: str) -> Iterable[Detected]:
    return [Detected(0, 1)]


UNFIT: tuple[tuple[dict[str, Any], str], ...] = (
    ({"name": ""}, "an external detector has no usable `name`"),
    ({"name": "<x>"}, "an external detector has no usable `name`"),
    ({"name": None}, "an external detector has no usable `name`"),
    ({"version": ""}, "an external detector has no usable `version`"),
    ({"version": 1}, "an external detector has no usable `version`"),
    ({"pure": "yes"}, "the external detector `capitals` has no `pure`: expected true or false"),
    ({"hint": ()}, "the `hint` of the external detector `capitals` is no tuple of patterns"),
    ({"hint": "ab"}, "the `hint` of the external detector `capitals` is no tuple of patterns"),
    ({"hint": (1,)}, "the `hint` of the external detector `capitals` is no tuple of patterns"),
    ({"hint": ("a*",)}, "a hint of the external detector `capitals`: the pattern can match the empty string"),
    ({"hint": ("a.*b.*c",)}, "a hint of the external detector `capitals`: the pattern can take more than"),
)


@pytest.mark.parametrize(("values", "message"), UNFIT)
def test_a_detector_that_is_none_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        ExternalAtom.of(Capitals(**values))


@pytest.mark.parametrize(
    ("detect", "message"),
    [
        (fails, "the external detector `x` fails on the empty text"),
        (finds_nothing_there, "the external detector `x` finds something in the empty text"),
    ],
)
def test_it_is_tried_on_the_empty_text(detect: Callable[[str], Iterable[Detected]], message: str) -> None:
    class Tried:
        name, version, pure, hint = "x", "1", True, None

        def detect(self, text: str) -> Iterable[Detected]:
            return detect(text)

    tried: ExternalDetector = Tried()
    with pytest.raises(ValueError, match=message):
        ExternalAtom.of(tried)


def test_it_travels_or_says_that_it_cannot() -> None:
    ExternalAtom.of(Capitals()).check_travels()
    held = ExternalAtom.of(Says(answers=lambda: None))
    with pytest.raises(pickle.PicklingError, match="`capitals` cannot be pickled, nor can a policy that"):
        held.check_travels()


def test_nothing_of_it_shows() -> None:
    assert repr(ExternalAtom.of(Capitals(hint=("Halcyon",)))) == ("ExternalAtom(name='capitals', pure=True)")
