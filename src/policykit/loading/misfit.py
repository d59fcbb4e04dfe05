"""What does not fit the model, in words: one diagnostic for each place, saying what was expected.

The model tries every form that a place may have and reports one misfit for each. Here they are put together
again: a table says what each kind of misfit means to an author, and the traps of YAML that look like a
misfit (a colon in a sentence, a number where words belong) are named as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from policykit.errors import Diagnostic
from policykit.loading.marks import EMPTY, Marks, Path
from policykit.loading.places import KINDS, Place, find_place, keys_of, required_keys
from policykit.loading.plain import describe, is_secret
from policykit.loading.sheet import diagnose
from policykit.loading.suggest import did_you_mean, listing, nearest
from policykit.model.document import LevelEntry
from policykit.model.find import Detector
from policykit.model.part import Part
from policykit.model.rules import Example

Misfit = Mapping[str, Any]
"""One error as the model reports it."""
Say = Callable[..., Diagnostic]
"""A diagnostic about the place at hand: code, message, advice, and whether its key is meant."""


@attrs.frozen(repr=False)
class Found:
    """The misfits at one place, by kind, and the keys that are missing there."""

    place: Place
    kinds: dict[str, Misfit] = attrs.field(factory=dict)
    absent: list[str] = attrs.field(factory=list)


WORDS = "words"
_EXPECTED: tuple[tuple[frozenset[str], str], ...] = (
    # the kinds of misfit at one place, and what they add up to; the first that is contained counts
    (frozenset({"bool_type", "int_type", "string_type"}), "a word, a whole number, `true` or `false`"),
    (frozenset({"int_type", "string_type"}), "a whole number or words"),
    (frozenset({"string_type", "dict_type"}), "words, or words for each language such as `{en: …, de: …}`"),
    (frozenset({"string_type", "model_type"}), "words, a list of words, or `{file: …}`"),
    (frozenset({"string_type"}), WORDS),
    (frozenset({"int_type"}), "a whole number"),
    (frozenset({"bool_type"}), "`true` or `false`"),
    (frozenset({"dict_type"}), "a mapping of names to what they stand for"),
    (frozenset({"tuple_type"}), "a list"),
)
_AFFORDS_WORDS = re.compile("words|a phrase")


def misfits(
    errors: Sequence[Misfit], value: Mapping[str, Any], origin: str, marks: Marks
) -> Iterator[Diagnostic]:
    """A diagnostic for each place of the plain policy `value` at which the model reports errors."""
    places = [
        (find_place(error["loc"], value, missing=error["type"] == "missing"), error) for error in errors
    ]
    paths = {place.path for place, _ in places}
    unknown = {place.path for place, error in places if error["type"] == "extra_forbidden"}
    sentences = {path[:-1] for path in paths if path and _is_sentence(value, path[:-1])}
    grouped: dict[tuple[Path, bool, bool], Found] = {}
    for place, error in places:
        if place.path in sentences or place.path[:-1] in sentences:
            continue
        if place.absent and _is_misspelt(place, unknown):
            continue
        found = grouped.setdefault((place.path, bool(place.absent), place.is_key), Found(place))
        found.kinds.setdefault(error["type"], error)
        found.absent.append(place.absent)
    for path in sentences:
        yield _colon(origin, marks, path)
    for found in grouped.values():
        if not _is_echo(found.place, found.kinds, paths) and not _is_unwritten(found.place, marks):
            yield _say(found, origin, marks)


def _is_echo(place: Place, kinds: Mapping[str, Misfit], paths: set[Path]) -> bool:
    """Whether a misfit only follows from one that is deeper inside the same value."""
    deeper = any(len(path) > len(place.path) and path[: len(place.path)] == place.path for path in paths)
    if set(kinds) <= {"string_type", "model_type", "dict_type"}:
        return deeper and not place.absent
    if set(kinds) == {"too_short"}:
        return bool(len(place.value) >= kinds["too_short"]["ctx"]["min_length"])
    return False


def _is_unwritten(place: Place, marks: Marks) -> bool:
    """Whether a value is not written at all, which `traps` reports."""
    mark, exact = marks.find(place.path)
    return exact and mark is not None and mark.style == EMPTY


def _is_misspelt(place: Place, unknown: set[Path]) -> bool:
    """Whether a missing key is there after all, as an unknown key that resembles it."""
    known = [place.absent, *_LEADS] if place.part is Detector else [place.absent]
    return any(path[:-1] == place.path and nearest(str(path[-1]), known) is not None for path in unknown)


def _is_sentence(value: Any, path: Path) -> bool:
    """Whether a mapping under `hits` and its like is a sentence with a colon: one key, and none of ours."""
    for step in path:
        value = value[step]
    return (
        len(path) >= 4
        and path[0] == "rules"
        and path[2] in ("hits", "misses", "set_aside", "known_gap")
        and isinstance(value, Mapping)
        and len(value) == 1
        and nearest(str(next(iter(value))), keys_of(Example)) is None
    )


def _colon(origin: str, marks: Marks, path: Path) -> Diagnostic:
    message = "a colon and a space make this a key with a value; expected words"
    return diagnose(origin, marks, path, "yaml-colon", message, "put the whole sentence in double quotes")


def _say(found: Found, origin: str, marks: Marks) -> Diagnostic:
    place, kinds = found.place, found.kinds

    def say(code: str, message: str, advice: str = "", *, key: bool = False) -> Diagnostic:
        return diagnose(origin, marks, place.path, code, message, advice, key=key or place.is_key)

    if "extra_forbidden" in kinds:
        return say("unknown-key", *_unknown_key(place), key=True)
    elif "missing" in kinds:
        return say("missing-key", *_missing(found), key=True)
    elif "value_error" in kinds:
        return say("bad-value", str(kinds["value_error"]["ctx"]["error"]))
    elif "find_item" in kinds:
        return _item(say, found, marks)
    elif "union_tag_invalid" in kinds or "union_tag_not_found" in kinds:
        return _kind(place, origin, marks)
    elif ("model_type" in kinds and len(kinds) == 1) or "model_attributes_type" in kinds:
        return _unfit(say, found, _part(place), marks)
    elif "enum" in kinds or "literal_error" in kinds:
        return _one_of(say, found, marks)
    else:
        return _by_table(say, found, marks)


def _item(say: Say, found: Found, marks: Marks) -> Diagnostic:
    value = found.place.value
    if isinstance(value, Mapping):
        near = [advice for key in value if (advice := did_you_mean(str(key), _LEADS))]
        if near:
            return say("unknown-item", f"expected {_FIND_ITEM}", near[0])
    if isinstance(value, bool | int | float):
        return _unfit(say, found, WORDS, marks)
    return _unfit(say, found, _FIND_ITEM, marks)


_LEADS = ("pattern", "terms", "validator", "external", "all", "any", "count")
_FIND_ITEM = (
    "a phrase, `<detector>`, or a mapping with one of "
    "`pattern`, `terms`, `validator`, `external`, `all`, `any`, `count`"
)


def _unknown_key(place: Place) -> tuple[str, str]:
    key = str(place.path[-1])
    known = (*keys_of(place.part), *_LEADS) if place.part is Detector else keys_of(place.part)
    what = f" of {_noun(place.part)}"
    if is_secret(place.path):
        return "an unknown key", f"expected {listing(known)}"
    near = did_you_mean(key, known)
    return f"unknown key `{key}`{what}", near or f"the keys are {listing(known, most=30)}"


def _noun(part: type[Part]) -> str:
    return _NOUNS[part.__name__]


_NOUNS = {
    "PolicyDocument": "a policy",
    "LevelEntry": "a level",
    "Channel": "a channel",
    "Fact": "a fact",
    "Detector": "a detector",
    "Classify": "a classify rule",
    "Forbid": "a forbid rule",
    "Require": "a require rule",
    "Permit": "a permit",
    "Protect": "a protect",
    "Adjustment": "an adjustment",
    "Disclosure": "a disclosure",
    "Example": "an example",
    "Ladder": "the ladder",
    "Step": "a step",
    "Recognition": "a recognition",
    "Life": "`life`",
    "Caps": "`caps`",
    "Budget": "`budget`",
    "ResponseStep": "a step of `if_leaked`",
    "ReportingChannel": "an entry of `report_to`",
    "Accepted": "an accepted finding",
    "Acceptance": "`acceptance`",
    "Pattern": "a pattern",
    "Terms": "a list of terms",
    "TermsFile": "a list of terms in a file",
    "Validated": "a validator",
    "External": "an external detector",
    "Every": "`all`",
    "Either": "`any`",
    "Counted": "`count`",
}


def _missing(found: Found) -> tuple[str, str]:
    if not found.place.absent:
        return "expected two steps: the mildest and the gravest", ""
    absent = [f"`{key}`" for key in sorted(found.absent)]
    verb = "is" if len(absent) == 1 else "are"
    part = found.place.part
    return f"{', '.join(absent)} {verb} missing", f"{_noun(part)} needs {listing(required_keys(part))}"


def _kind(place: Place, origin: str, marks: Marks) -> Diagnostic:
    kinds = listing(KINDS)
    if not isinstance(place.value, Mapping) or "kind" not in place.value:
        return diagnose(
            origin,
            marks,
            place.path,
            "missing-key",
            "`kind` is missing",
            f"expected one of {kinds}",
            key=True,
        )
    path = (*place.path, "kind")
    kind = place.value["kind"]
    mark, _ = marks.find(path)
    found = describe(kind, mark, secret=False)
    advice = did_you_mean(kind, KINDS) if isinstance(kind, str) else ""
    return diagnose(origin, marks, path, "unknown-kind", f"expected one of {kinds}, found {found}", advice)


def _part(place: Place) -> str:
    part = place.part
    if place.path[:1] == ("rules",) and len(place.path) == 2:
        return "a mapping with `kind`"
    keys = listing(required_keys(part) or keys_of(part))
    if part is Example or part is LevelEntry:
        return f"words, or a mapping with {keys}"
    return f"a mapping with {keys}"


def _one_of(say: Say, found: Found, marks: Marks) -> Diagnostic:
    kinds, value = found.kinds, found.place.value
    if "greater_than_equal" in kinds or "less_than_equal" in kinds:
        return _by_table(say, found, marks)
    error = kinds.get("enum") or kinds["literal_error"]
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    shown = ", ".join(f"`{word}`" for word in words)
    expected = f"{shown} or a whole number" if "int_type" in kinds else f"one of {shown}"
    if found.place.is_key:
        value = found.place.path[-1]
    mark, _ = marks.find(found.place.path)
    near = did_you_mean(value, words) if isinstance(value, str) else ""
    return say("expected-one-of", f"expected {expected}, found {describe(value, mark, secret=False)}", near)


def _by_table(say: Say, found: Found, marks: Marks) -> Diagnostic:
    kinds = found.kinds
    for kind, (code, message) in _PLAIN.items():
        if kind in kinds:
            context = kinds[kind].get("ctx", {})
            if kind == "string_pattern_mismatch" and found.place.path[-1:] == ("fingerprint",):
                return say("bad-fingerprint", "expected a fingerprint: 32 digits and letters `a` to `f`")
            return say(
                code, message.format(**context, items="item" if context.get("min_length") == 1 else "items")
            )
    expected = next((said for needed, said in _EXPECTED if needed <= kinds.keys()), "something else")
    return _unfit(say, found, expected, marks)


_PLAIN: dict[str, tuple[str, str]] = {
    "greater_than_equal": ("out-of-range", "expected a whole number of at least {ge}"),
    "less_than_equal": ("out-of-range", "expected a whole number of at most {le}"),
    "too_short": ("too-few", "expected at least {min_length} {items}"),
    "too_long": ("too-many", "expected at most {max_length} items"),
    "string_too_short": ("empty-words", "expected words, found none"),
    "string_too_long": ("long-name", "a name has at most {max_length} characters"),
    "string_pattern_mismatch": (
        "bad-name",
        "a name may not begin with white space or hold `<`, `>`, a backtick or a line break",
    ),
}


def _unfit(say: Say, found: Found, expected: str, marks: Marks) -> Diagnostic:
    place = found.place
    value = place.path[-1] if place.is_key else place.value
    secret = is_secret(place.path)
    mark, _ = marks.find(place.path)
    said = f"expected {expected}, found {describe(value, mark, secret=secret)}"
    style = mark.style if mark is not None else ""
    if not _AFFORDS_WORDS.match(expected):
        return say("expected-other", said)
    if isinstance(value, bool | int | float):
        return say("number-for-words", said, "put it in quotes")
    if isinstance(value, Mapping) and len(value) == 1:
        return say("yaml-colon", said, "put a sentence that holds `: ` in double quotes")
    if isinstance(value, list | tuple) and style == "[":
        return say("yaml-comma", said, "put a sentence in double quotes; brackets make it a list")
    return say("expected-words", said)
