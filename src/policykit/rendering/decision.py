"""A decision as text, for one of three audiences.

The author's rendering stands in `author.py`. The reviewer's is a record of what each rule found and what
came of it; the auditor's adds the evidence, what shelters a finding, its fingerprint and the policy's
stamp.
"""

from __future__ import annotations

from policykit.engine.decision import Decision, Disclosure, Evidence, Failure, Finding, Question, SetAside
from policykit.rendering.audience import Audience, in_language
from policykit.rendering.author import answers, for_author, steps_to_take
from policykit.rendering.glyphs import escaped, wrapped
from policykit.rendering.place import JudgedText, line_of, range_of, shown_at

__all__ = ["evidence_lines", "failure_lines", "render"]


def render(decision: Decision, *, audience: Audience, language: str = "en", text: JudgedText = None) -> str:
    """The decision in words for `audience`, without a line end after the last line.

    `text` is the judged text, or the fields of the document: with it, places are told as line and column
    and shown in an excerpt; without it, no word of it can appear. Localised texts of the policy come in
    `language`, else in English, else in the first language there is.
    """
    if audience is Audience.AUTHOR:
        return "\n".join(for_author(decision, text, language))
    full = audience is Audience.AUDITOR
    lines = _heading(decision)
    for finding in decision.findings:
        lines += ["", *_finding(finding, text, language, full)]
    for disclosure in decision.disclosures:
        lines += ["", *_disclosure(disclosure, text, language, full)]
    lines += _section("set aside", [_set_aside(entry) for entry in decision.set_aside])
    lines += _section("questions", [_question(entry, language) for entry in decision.questions])
    lines += _section("failed", [failure_lines(entry) for entry in decision.failed])
    lines += steps_to_take(decision.response, language)
    if full:
        lines += ["", *_stamp(decision)]
    return "\n".join(lines)


def _section(name: str, entries: list[list[str]]) -> list[str]:
    return ["", f"{name}:", *(line for entry in entries for line in entry)] if entries else []


def _row(**cells: object) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in cells.items())


def _heading(decision: Decision) -> list[str]:
    channel = escaped(decision.channel) + (" (breach)" if decision.breach else "")
    lines = wrapped(
        _row(outcome=decision.outcome, level=decision.level, channel=channel, stage=decision.stage)
    )
    if not decision.complete:
        lines.append("incomplete: the evaluation was cut short")
    return lines


def _finding(finding: Finding, text: JudgedText, language: str, full: bool) -> list[str]:
    lines = [
        *wrapped(f"{finding.rule_id} ({finding.kind}, {finding.category})"),
        _at(finding, text),
        *shown_at(finding.span, text, "    "),
        *wrapped(
            _row(
                level=finding.level,
                severity=finding.severity,
                confidence=finding.confidence,
                outcome=finding.outcome,
            ),
            "  ",
        ),
        *wrapped(finding.because, "  because: ", "    "),
        *_advice(finding, language),
    ]
    if finding.undecided:
        lines.append("  undecided: a fact that the rule asks for is unknown")
    if not full:
        return lines
    lines += evidence_lines(finding.evidence)
    if finding.absolute:
        lines.append("  absolute: no permit and no protect lifts it")
    if finding.protected:
        lines += wrapped(", ".join(finding.protected), "  touches protected speech: ", "    ")
    if finding.fingerprint is not None:
        lines.append(f"  fingerprint: {finding.fingerprint}")
    return lines


def _at(finding: Finding, text: JudgedText) -> str:
    line = line_of(finding.span, text)
    return f"  at {range_of(finding.span)}" + (f", {line}" if line else "")


def _advice(entry: Finding | Disclosure, language: str) -> list[str]:
    lines: list[str] = []
    if says := in_language(entry.says, language):
        lines += wrapped(says, "  says: ", "    ")
    if instead := in_language(entry.instead, language):
        lines += wrapped(instead, "  instead: ", "    ")
    return lines


def _disclosure(disclosure: Disclosure, text: JudgedText, language: str, full: bool) -> list[str]:
    lines = wrapped(f"{disclosure.rule_id} (require, {disclosure.category})")
    for span in disclosure.spans:
        lines.append(f"  called for at {range_of(span)}")
        lines += shown_at(span, text, "    ")
    lines += [
        *wrapped(
            _row(
                disclosure=disclosure.disclose,
                state=disclosure.state,
                place=disclosure.place,
                insert_at=disclosure.insert_at,
            ),
            "  ",
        ),
        *wrapped(_row(severity=disclosure.severity, outcome=disclosure.outcome), "  "),
        *wrapped(disclosure.because, "  because: ", "    "),
        *wrapped(" | ".join(disclosure.accepted), "  accepted: ", "    "),
        *_advice(disclosure, language),
    ]
    if disclosure.undecided:
        lines.append("  undecided: a fact that the rule asks for is unknown")
    if full:
        lines += evidence_lines(disclosure.evidence)
        if disclosure.protected:
            lines += wrapped(", ".join(disclosure.protected), "  touches protected speech: ", "    ")
    return lines


def evidence_lines(evidence: tuple[Evidence, ...]) -> list[str]:
    """What was found for and against a match: the kind, its name and its place, never its words."""
    return [
        line
        for entry in evidence
        for line in wrapped(
            f"{entry.kind} {entry.name}" + (f" at {range_of(entry.span)}" if entry.span else ""),
            "  evidence: ",
            "    ",
        )
    ]


def _set_aside(entry: SetAside) -> list[str]:
    """What a permit or a protect lowered, from what to what, and the ids that did it."""
    level = "" if entry.level_was == entry.level_now else f", level {entry.level_was} to {entry.level_now}"
    return wrapped(
        f"{entry.rule_id} ({entry.category}) at {range_of(entry.span)}: "
        f"outcome {entry.was} to {entry.now}{level}, by {', '.join(entry.by)}",
        "  ",
        "    ",
    )


def failure_lines(entry: Failure) -> list[str]:
    """A rule that could not be evaluated in full, and why."""
    return wrapped(f"{entry.rule_id} ({entry.kind}): {entry.reason}", "  ", "    ")


def _question(question: Question, language: str) -> list[str]:
    asked = in_language(question.question, language) or ""
    values = answers(question)
    return wrapped(
        f"{question.fact}: {asked}{f' ({values})' if values else ''} asked by {', '.join(question.rules)}",
        "  ",
        "    ",
    )


def _stamp(decision: Decision) -> list[str]:
    stamp = decision.policy
    return [
        *wrapped(_row(policy=stamp.id, version=stamp.version)),
        f"digest: {stamp.digest}",
        *wrapped(_row(library=stamp.library, unicode=stamp.unicode)),
    ]
