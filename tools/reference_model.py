"""Tables of the policy file, read from the models: each key with its type in an author's words, its default
and its meaning.

The meaning is the string below the field in the model. A field whose name says it all has none there, and
gets one from `MEANINGS`; an entry that the model makes superfluous is an error, and so is a key without any.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic_core import PydanticUndefined

from policykit.model import consequences, document, find, part, rules
from policykit.model.duration import Duration

SECTIONS: tuple[tuple[str, tuple[type[part.Part], ...]], ...] = (
    ("The document", (document.PolicyDocument,)),
    ("A life", (consequences.Life,)),
    ("A level", (document.LevelEntry,)),
    ("A channel", (document.Channel,)),
    ("A fact", (document.Fact,)),
    ("Searching", (find.Search,)),
    ("A detector", (find.Detector,)),
    ("A pattern", (find.Pattern,)),
    ("A list of terms", (find.Terms, find.TermsFile)),
    ("A validator", (find.Validated,)),
    ("An external detector", (find.External,)),
    ("All, any, count", (find.Every, find.Either, find.Counted)),
    ("Every rule", (rules.Common,)),
    ("Rules that restrict", (rules.Restrictive,)),
    ("Classify", (rules.Classify,)),
    ("Forbid", (rules.Forbid,)),
    ("Require", (rules.Require,)),
    ("Permit", (rules.Permit,)),
    ("Protect", (rules.Protect,)),
    ("An example", (rules.Example,)),
    ("An adjustment", (rules.Adjustment,)),
    ("A disclosure", (rules.Disclosure,)),
    ("An accepted finding", (rules.Accepted,)),
    ("Acceptance", (document.Acceptance,)),
    ("A ladder", (consequences.Ladder, consequences.Step, consequences.Recognition)),
    ("A step of a response", (consequences.ResponseStep,)),
    ("A reporting channel", (consequences.ReportingChannel,)),
    ("Caps", (document.Caps,)),
    ("A budget", (document.Budget,)),
)
"""The sections of the page in its order, each with the models whose keys it shows."""

MEANINGS = {
    "PolicyDocument.policy": "The policy's name.",
    "PolicyDocument.version": "Its version, stamped on every decision.",
    "PolicyDocument.title": "A heading for people.",
    "PolicyDocument.life": "Who keeps it, since when, until when.",
    "PolicyDocument.channels": "Where texts go.",
    "PolicyDocument.default_channel": "The channel of a call that names none; the only one, if there is one.",
    "PolicyDocument.facts": "What rules may ask for.",
    "PolicyDocument.detectors": "Named sources of matches, used as `<name>`.",
    "PolicyDocument.rules": "The rules. Their order means nothing.",
    "PolicyDocument.disclosures": "What texts may have to tell.",
    "PolicyDocument.ladder": "The consequence ladder.",
    "PolicyDocument.if_leaked": "What to do once a text is out that should not be.",
    "PolicyDocument.report_to": "Where people can report or ask.",
    "PolicyDocument.accepted": "Findings that somebody looked at and accepted.",
    "PolicyDocument.acceptance": "What the author of a text may accept.",
    "PolicyDocument.caps": "The highest outcome for each confidence.",
    "PolicyDocument.budget": "How much one detector may find in one text.",
    "Life.owner": "Who keeps the policy.",
    "Life.approved_by": "Who agreed to it.",
    "Life.consulted": "Who was heard.",
    "Life.effective": "The day it takes effect.",
    "Life.review_by": "The day by which somebody looks at it again.",
    "Life.feedback_to": "Where remarks go.",
    "LevelEntry.level": "The level's name.",
    "LevelEntry.means": "What it means, for people.",
    "Channel.accepts": "The highest level that it accepts.",
    "Channel.title": "A name for people.",
    "Fact.values": "The values that it may have.",
    "Fact.default": "The value where the caller tells none; without it the fact is unknown.",
    "Fact.question": "The question that asks for it.",
    "Search.find": "What to find: one item, or a list of which any counts.",
    "Detector.find": "What it finds.",
    "Detector.title": "A name for people; says that the detector is meant for other policies too.",
    "TermsFile.file": "The file's name, relative to the policy.",
    "Validated.validator": "The shape to find and the check it must pass.",
    "External.external": "The name under which it is handed in.",
    "Every.all": "The first part gives the match; the others must stand in its sentence.",
    "Either.any": "The parts.",
    "Counted.count": "How many.",
    "Counted.of": "What is counted.",
    "Common.title": "A heading for people.",
    "Common.owner": "Who answers for the rule.",
    "Common.review_by": "The day by which somebody looks at it again.",
    "Common.hits": "Texts in which it must find what is marked `«…»`.",
    "Common.misses": "Texts in which it must find nothing.",
    "Common.set_aside": "Texts in which its finding must be lowered.",
    "Common.known_gap": "Texts that it gets wrong, with the reason; one that comes right is reported.",
    "Restrictive.category": "The class of information or conduct.",
    "Classify.find": "What it finds.",
    "Classify.level": "The level of a text in which it finds something.",
    "Forbid.find": "What it finds.",
    "Forbid.outcome": "The outcome in every channel.",
    "Forbid.absolute": "Neither permit nor protect lifts it.",
    "Forbid.until_stated": (
        "A match counts until the date that is stated near it; without one that can be read, always."
    ),
    "Require.disclose": "The disclosure that is owed.",
    "Require.outcome": "The outcome where it is missing.",
    "Permit.lifts": "The rules that it lifts.",
    "Permit.reason": "Why.",
    "Permit.owner": "Who answers for it.",
    "Protect.find": "What protected speech looks like.",
    "Protect.at_most": "The highest outcome in its clause; at most `review`.",
    "Example.text": "The text.",
    "Example.channel": "The channel it goes to.",
    "Example.at": "When it goes out.",
    "Example.stage": "Whether it is out.",
    "Example.facts": "The facts about it.",
    "Adjustment.outcome": "A higher outcome.",
    "Adjustment.level": "A higher level.",
    "Adjustment.severity": "A higher severity.",
    "Adjustment.since": "A later beginning, for permits only.",
    "Disclosure.says": "What the author is told.",
    "Disclosure.title": "A name for people.",
    "Accepted.rule": "The rule whose finding is accepted.",
    "Accepted.fingerprint": "The finding's keyed fingerprint.",
    "Accepted.reason": "Why.",
    "Accepted.by": "Who accepted it.",
    "Accepted.until": "How long.",
    "Ladder.steps": "The rungs, mildest first.",
    "Ladder.recognise": "What is done for people who did the right thing.",
    "Step.step": "Its name.",
    "Step.decided_by": "Who decides it.",
    "Step.appeal": "How long one may appeal.",
    "Recognition.for": "The circumstance.",
    "Recognition.with": "What is done.",
    "ResponseStep.do": "What to do.",
    "ResponseStep.who": "Who does it.",
    "ResponseStep.within": "How soon.",
    "ReportingChannel.name": "Its name.",
    "ReportingChannel.anonymous": "Whether one may stay unnamed.",
    "ReportingChannel.contact": "How to reach it.",
    "Caps.low": "For low confidence.",
    "Caps.medium": "For medium confidence.",
    "Caps.high": "For high confidence.",
}

WORDS: dict[Any, str] = {
    part.Name: "name",
    part.Words: "words",
    part.LocalWords: "words, or words for each language",
    part.Names: "names",
    part.WordList: "list of words",
    tuple[part.Name, ...]: "names",
    tuple[part.Words, ...]: "list of words",
    part.FactValue: "true, false, whole number or words",
    part.FactValues: "values",
    part.Moment: "date, or time with its offset",
    part.Day: "date",
    find.Find: "items to find",
    find.Scope: "`sentence`, `text` or code points",
    rules.Examples: "list of examples",
    Duration: "length of time, such as `15 minutes`",
    bool: "true or false",
    int: "whole number",
    str: "words",
}
"""The types that have a name of their own in an author's words."""


def policy_file() -> str:
    """Return the sections of the page on the policy file, as Markdown."""
    used: set[str] = set()
    sections = [
        f"## {heading}\n\n" + "\n\n".join(_table(model, used) for model in models)
        for heading, models in SECTIONS
    ]
    superfluous = MEANINGS.keys() - used
    if superfluous:
        raise ValueError(f"the models explain these keys, or do not have them: {sorted(superfluous)}")
    return "\n\n".join(sections)


def _table(model: type[part.Part], used: set[str]) -> str:
    rows = ["| key | type | default | meaning |", "|---|---|---|---|"]
    for name, kind, default, meaning in _rows(model, used):
        rows.append(f"| `{name}` | {kind} | {default} | {meaning} |")
    return "\n".join(rows)


def _rows(model: type[part.Part], used: set[str]) -> Iterator[tuple[str, str, str, str]]:
    hints = typing.get_type_hints(model, include_extras=True)
    own = [entry for entry in model.model_fields.items() if entry[0] in model.__annotations__]
    for attribute, field in sorted(own, key=lambda entry: entry[0] != "kind"):
        name = field.alias or attribute
        if name == "kind":
            yield name, f"`{field.default}`", "required", "The kind of the rule."
            continue
        if field.description:
            meaning = " ".join(field.description.split())
        else:
            key = f"{model.__name__}.{name}"
            meaning = MEANINGS[key]
            used.add(key)
        yield name, in_words(hints[attribute]), _default(field.default), meaning


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return "required"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, part.Part):
        return "see below"
    return f"`{value}`"


def in_words(hint: Any) -> str:
    """Return a type in the words of somebody who writes a policy."""
    known = next((words for named, words in WORDS.items() if named == hint), None)
    if known:
        return known
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _bounded(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        present = tuple(option for option in arguments if option is not type(None))
        if present == typing.get_args(part.LocalWords):
            return WORDS[part.LocalWords]
        options = [in_words(option) for option in present]
        return ", ".join(options[:-1]) + (" or " if options[:-1] else "") + options[-1]
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        if Ellipsis in arguments:
            return f"list of {in_words(arguments[0])}"
        return "from, to"
    if origin is not None and issubclass(origin, Mapping):
        return f"{in_words(arguments[0])} → {in_words(arguments[1])}"
    if issubclass(hint, enum.Enum):
        return ", ".join(f"`{member.value}`" for member in hint)
    return LINKS[hint]


def _bounded(hint: Any, bounds: tuple[Any, ...]) -> str:
    limits = [limit for bound in bounds for limit in getattr(bound, "metadata", (bound,))]
    low = next((limit.ge for limit in limits if isinstance(limit, Ge)), None)
    high = next((limit.le for limit in limits if isinstance(limit, Le)), None)
    said = in_words(hint)
    if low is not None:
        said += f" from {low}"
    return said + (f" to {high}" if high is not None else "")


def _links() -> dict[Any, str]:
    links: dict[Any, str] = {}
    for heading, models in SECTIONS:
        anchor = heading.lower().replace(",", "").replace(" ", "-")
        for model in models:
            links[model] = f"[{heading.lower().removeprefix('a ').removeprefix('an ')}](#{anchor})"
    links[consequences.Step] = "[step](#a-ladder)"
    links[consequences.Recognition] = "[recognition](#a-ladder)"
    links[rules.Rule] = "[rule](#every-rule)"
    return links


LINKS = _links()
WORDS |= {
    find.Item: "[item to find](#what-can-be-found)",
    rules.Rule: "[rule](#every-rule)",
}
