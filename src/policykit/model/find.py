"""The algebra of finding: what may stand under `find`, `with`, `clear_if` and their like.

A plain string is a phrase, `<name>` is a detector; the rest are small mappings told apart by their one
leading key. A list means any of its items. Nothing here knows how a match is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictInt, StrictStr, Tag, model_validator

from policykit.model.part import LocalWords, Name, Part, WordList, Words, listed
from policykit.model.scales import Confidence


class Pattern(Part):
    """A regular expression, in single quotes, with an optional validator for what it matched."""

    pattern: StrictStr
    """The expression; no back-references, bounded look-around."""
    validator: Name | None = None
    """A shipped check that the matched text must pass, such as `luhn` or `entropy`."""


class Terms(Part):
    """An organisation's own list: whole words, any case. Never shown by any output."""

    terms: WordList | TermsFile
    """The terms, or `{file: names.txt}`: a file beside the policy, one term a line."""


class TermsFile(Part):
    """A list of terms in a file below the policy's folder: one a line, `#` starts a comment line."""

    file: Words


class Validated(Part):
    """A shipped shape with its check, such as `{validator: iban}`."""

    validator: Name


class External(Part):
    """A detector that the caller hands in when the policy is loaded, such as `{external: person-names}`."""

    external: Name


class Every(Part):
    """Each match of the first part that has a match of every other part in its sentence."""

    all: Annotated[tuple[Item, ...], Field(min_length=2)]


class Either(Part):
    """Each match of any part; what a plain list means too."""

    any: Annotated[tuple[Item, ...], Field(min_length=1)]


class Counted(Part):
    """Each match of `of` in a sentence that holds at least `count` matches of which no two overlap."""

    count: Annotated[StrictInt, Field(ge=2, le=1000)]
    of: Find


_LEADS: dict[str, str] = {
    "pattern": "pattern",
    "terms": "terms",
    "all": "all",
    "any": "any",
    "count": "count",
    "validator": "validator",
    "external": "external",
}
_CLASSES: dict[type, str] = {}


def _lead(value: Any) -> str | None:
    if isinstance(value, str):
        return "phrase"
    if isinstance(value, Mapping):
        return next((tag for key, tag in _LEADS.items() if key in value), None)
    return _CLASSES.get(type(value))


Item = Annotated[
    Annotated[Words, Tag("phrase")]
    | Annotated[Pattern, Tag("pattern")]
    | Annotated[Terms, Tag("terms")]
    | Annotated[Validated, Tag("validator")]
    | Annotated[External, Tag("external")]
    | Annotated[Every, Tag("all")]
    | Annotated[Either, Tag("any")]
    | Annotated[Counted, Tag("count")],
    Discriminator(
        _lead,
        custom_error_type="find_item",
        custom_error_message="expected a phrase, `<detector>`, or a mapping with one of "
        "`pattern`, `terms`, `validator`, `external`, `all`, `any`, `count`",
    ),
]
"""One thing to find."""


Find = Annotated[tuple[Item, ...], BeforeValidator(listed), Field(min_length=1)]
"""Something to find: one item, or a list of which any counts."""

for _class, _tag in (
    (Pattern, "pattern"),
    (Terms, "terms"),
    (Validated, "validator"),
    (External, "external"),
    (Every, "all"),
    (Either, "any"),
    (Counted, "count"),
):
    _CLASSES[_class] = _tag
for _late in (Terms, Every, Either, Counted):
    _late.model_rebuild()

Scope = Literal["sentence", "text"] | Annotated[StrictInt, Field(ge=1, le=100_000)]
"""How far evidence may stand from a match: its sentence, the whole text, or so many code points."""


def referred(item: object) -> str | None:
    """The name of the detector that an item refers to, or None.

    >>> referred("<praise>"), referred("praise")
    ('praise', None)
    """
    if isinstance(item, str) and len(item) > 2 and item[0] == "<" and item[-1] == ">":
        return item[1:-1]
    return None


def walk(find: Iterable[object]) -> Iterable[object]:
    """Every item of a find, the nested ones included, outermost first."""
    for item in find:
        yield item
        if isinstance(item, Every):
            yield from walk(item.all)
        elif isinstance(item, Either):
            yield from walk(item.any)
        elif isinstance(item, Counted):
            yield from walk(item.of)


class Search(Part):
    """What detectors and rules share: something to find, and the evidence round it."""

    find: Find | None = None
    with_: Find | None = None
    """Must stand near the match, outside it: in its sentence, unless `within` says otherwise."""
    without: Find | None = None
    """Must not stand near the match."""
    within: Scope = "sentence"
    """Where `with`, `without`, `sure_if`, `doubt_if` and `at_least` look."""
    clear_if: Find | None = None
    """A match inside one of these is none."""
    sure_if: Find | None = None
    """Each of these that stands near raises the confidence one step."""
    doubt_if: Find | None = None
    """Each of these that stands near lowers the confidence one step."""
    at_least: Annotated[StrictInt, Field(ge=1, le=1000)] = 1
    """Count a match only where the scope holds this many of which no two overlap."""
    starts: Confidence | None = None
    """The confidence before `sure_if` and `doubt_if`; `high` unless said otherwise."""


class Detector(Search):
    """A named source of matches. A bare list in the file is its `find`."""

    find: Find
    title: LocalWords | None = None
    source: Words | None = None
    """Where the shape or the words come from."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        bare = isinstance(value, str | list | tuple) or (
            isinstance(value, Mapping) and "find" not in value and any(key in value for key in _LEADS)
        )
        return {"find": value} if bare else value
