"""A decision for the author of the text: what to change, in plain words, and nothing about rules.

Findings that say the same are told once with all their places. Ids, confidences and evidence stay out:
they help nobody to write a better sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policykit.engine.decision import Decision, Disclosure, Finding, Question
from policykit.model.consequences import ResponseStep
from policykit.model.scales import CATEGORIES, Outcome
from policykit.rendering.audience import in_language
from policykit.rendering.glyphs import escaped, wrapped
from policykit.rendering.place import JudgedText, shown_at, told
from policykit.rendering.tally import counted
from policykit.text.spans import Span

__all__ = ["answers", "for_author", "steps_to_take"]

_DRAFT = {
    Outcome.ALLOW: "this may go out.",
    Outcome.WARN: "this may go out; look at it once more first.",
    Outcome.REVIEW: "somebody must look at this before it goes out.",
    Outcome.BLOCK: "this must not go out as it is.",
}
_PUBLISHED = {
    Outcome.ALLOW: "this may stay out.",
    Outcome.WARN: "this may stay out; look at it once more.",
    Outcome.REVIEW: "this is out, and somebody must look at it.",
    Outcome.BLOCK: "this is out and must not stay as it is.",
}
_WHERE = {"start": "at the start", "end": "at the end", "anywhere": "anywhere in the text"}
_CLOCKS = {"publication": "of its going out", "awareness": "of learning of it"}
_PLACES = 5
"""How many places of one kind are told before the rest is counted."""


def for_author(decision: Decision, text: JudgedText, language: str) -> list[str]:
    """The lines that an author reads; localised texts come in `language`."""
    told_by_outcome = _PUBLISHED if decision.stage == "published" else _DRAFT
    lines = [f"{decision.outcome}: {told_by_outcome[decision.outcome]}"]
    items = [
        *(_finding_item(group, text, language) for group in _grouped(decision.findings)),
        *(_disclosure_item(due, text, language) for due in decision.disclosures if _counts(due.outcome)),
    ]
    for number, item in enumerate(items, start=1):
        first, *rest = item
        lead = f"{number}. "
        lines += ["", *wrapped(first, lead)]
        lines += [" " * len(lead) + line for line in rest]
    if decision.questions:
        lines += ["", "To answer, because it may change the outcome:"]
        lines += [line for question in decision.questions for line in _question(question, language)]
    if decision.failed or not decision.complete:
        lines += ["", "Part of the policy could not be checked on this text."]
    return lines + steps_to_take(decision.response, language)


def _counts(outcome: Outcome) -> bool:
    return outcome > Outcome.ALLOW


def _grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if _counts(finding.outcome):
            groups.setdefault((finding.rule_id, str(finding.outcome)), []).append(finding)
    return list(groups.values())


def _finding_item(group: Sequence[Finding], text: JudgedText, language: str) -> list[str]:
    finding = group[0]
    meaning = CATEGORIES.get(finding.category) or finding.category.replace("_", " ").replace("-", " ")
    lines = [in_language(finding.says, language) or f"This needs a look: {meaning}."]
    if instead := in_language(finding.instead, language):
        lines += wrapped(instead, "Write instead: ")
    return lines + _places([entry.span for entry in group], text)


def _places(spans: Sequence[Span], text: JudgedText, lead: str = "Where") -> list[str]:
    lines: list[str] = []
    for span in spans[:_PLACES]:
        lines.append(f"{lead}: {told(span, text)}")
        lines += shown_at(span, text, "    ")
    if len(spans) > _PLACES:
        lines.append(f"and {counted(len(spans) - _PLACES, 'more place')}")
    return lines


def _disclosure_item(disclosure: Disclosure, text: JudgedText, language: str) -> list[str]:
    said = in_language(disclosure.says, language) or "Readers must be told something that this does not tell."
    place = _WHERE.get(disclosure.place, f"within the first {disclosure.place} characters")
    lines = [said]
    if disclosure.state == "buried":
        lines += wrapped(f"It is there, but not where it counts: move it. It belongs {place}.")
    else:
        lines += wrapped(f"Add one of these, {place}:")
    lines += [line for wording in disclosure.accepted for line in wrapped(wording, "  - ")]
    if instead := in_language(disclosure.instead, language):
        lines += wrapped(instead, "Write instead: ")
    return lines + _places(disclosure.spans, text, "Called for")


def _question(question: Question, language: str) -> list[str]:
    asked = in_language(question.question, language) or question.fact
    values = answers(question)
    return wrapped(f"{asked} ({question.fact}{': ' if values else ''}{values})", "  - ", "    ")


def answers(question: Question) -> str:
    """The values that answer a question, as they are written in a policy."""
    return ", ".join(str(v).lower() if isinstance(v, bool) else str(v) for v in question.values)


def steps_to_take(steps: Sequence[ResponseStep], language: str) -> list[str]:
    """What to do about a leak, one step a line, or nothing where there is none."""
    if not steps:
        return []
    lines = ["", "What to do now:"]
    for step in steps:
        by_when = f", within {step.within} {_CLOCKS[step.clock]}" if step.within else ""
        lines += wrapped(f"{in_language(step.do, language)} ({escaped(step.who)}{by_when})", "  - ")
    return lines
