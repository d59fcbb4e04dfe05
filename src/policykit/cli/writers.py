"""How decisions are written: as text for an audience, as one JSON value, or as a JSON value a line.

JSON holds all of a decision whoever asks; only the words of the judged text are left out, unless they are
asked for. In JSON, what is invisible or could steer a terminal is written as an escape, which changes
nothing for who parses it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import attrs

from policykit.cli.exits import Exit
from policykit.cli.inputs import Piece
from policykit.engine.decision import Decision
from policykit.engine.json import decision_value
from policykit.model.scales import Outcome, Scale
from policykit.rendering.audience import Audience
from policykit.rendering.decision import render
from policykit.rendering.glyphs import cell
from policykit.rendering.tally import render_tally
from policykit.text.spans import Span

__all__ = ["Records", "Stream", "View", "json_text", "outcome_code", "plain"]

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


@attrs.frozen
class View:
    """How the user asked to see things."""

    form: str
    audience: Audience
    language: str
    show_text: bool

    def shown(self, piece: Piece) -> str | None:
        """The text of a piece where it may be shown, else None."""
        return piece.text if self.show_text else None

    def text(self, decision: Decision, piece: Piece) -> str:
        """The decision in words."""
        return render(decision, audience=self.audience, language=self.language, text=self.shown(piece))

    def value(self, decision: Decision, piece: Piece) -> dict[str, Any]:
        """The decision as JSON values."""
        return decision_value(decision, self.shown(piece))


def json_text(value: object, form: str = "json", *, sort: bool = True) -> str:
    """`value` as JSON, keys sorted unless said: indented for `json`, on one line for `jsonl`."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=sort, indent=2 if form == "json" else None)
    return written if written.isascii() else _NOT_ASCII.sub(_escape, written)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return character if cell(character)[0] == character else json.dumps(character)[1:-1]


def plain(value: Any) -> Any:
    """A value of the engine as JSON values; of a judged text it holds no more than the value does."""
    if isinstance(value, Decision):
        return decision_value(value)
    if isinstance(value, Scale):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if not attrs.has(type(value)):
        return value
    cells = {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return (
        {name: cell for name, cell in cells.items() if cell is not None} if isinstance(value, Span) else cells
    )


def outcome_code(decision: Decision, fail_on: Outcome) -> Exit:
    """What one decision does to the exit code."""
    if decision.failed or not decision.complete:
        return Exit.UNEVALUATED
    return Exit.FINDINGS if decision.outcome >= fail_on else Exit.CLEAN


class Records:
    """Writes JSON objects as they come: one a line, or as one array.

    `say` writes lines to standard output.
    """

    def __init__(self, form: str, say: Callable[[str], None]) -> None:
        self._form = form
        self._say = say
        self._written = 0

    def add(self, value: dict[str, Any]) -> None:
        """Write one object."""
        if self._form == "jsonl":
            self._say(json_text(value, "jsonl"))
        else:
            self._say(("," if self._written else "[") + json_text(value))
        self._written += 1

    def finish(self) -> None:
        """Close the array, which may be empty; nothing is open where the form is not `json`."""
        if self._form == "json":
            self._say("]" if self._written else "[]")


class Stream:
    """Writes what comes of many texts as it comes, counts it, and knows the exit code.

    In text, only what has something to say is written; in JSON every text is an object with its `source`,
    `line` and `decision`, or its `error`. `say` and `complain` write lines to standard output and error.
    """

    def __init__(
        self, view: View, fail_on: Outcome, say: Callable[[str], None], complain: Callable[[str], None]
    ) -> None:
        self.code = Exit.CLEAN
        self._view = view
        self._fail_on = fail_on
        self._say = say
        self._complain = complain
        self._counts: Counter[Outcome] = Counter()
        self._unread = 0
        self._incomplete = 0
        self._records = Records(view.form, say)

    def decided(self, piece: Piece, decision: Decision) -> None:
        """Take in a decision."""
        code = outcome_code(decision, self._fail_on)
        self.code = max(self.code, code)
        self._counts[decision.outcome] += 1
        self._incomplete += code is Exit.UNEVALUATED
        if self._view.form != "text":
            self._records.add({**piece.origin, "decision": self._view.value(decision, piece)})
        elif self._has_something_to_say(decision):
            said = self._view.text(decision, piece).replace("\n", "\n  ")
            self._say(_trimmed(f"{piece.place}:\n  {said}\n"))

    def unread(self, piece: Piece) -> None:
        """Take in a piece that could not be read."""
        self.code = max(self.code, Exit.UNEVALUATED)
        self._unread += 1
        if self._view.form == "text":
            self._complain(f"{piece.place}: {piece.problem}")
        else:
            self._records.add({**piece.origin, "error": piece.problem})

    def finish(self) -> None:
        """Close what is open and write the counts."""
        tally = render_tally(self._counts, unread=self._unread, incomplete=self._incomplete)
        if self._view.form == "text":
            self._say(tally)
            return
        self._records.finish()
        self._complain(tally)

    def _has_something_to_say(self, decision: Decision) -> bool:
        if decision.outcome > Outcome.ALLOW or decision.failed or not decision.complete:
            return True
        seen = decision.findings or decision.set_aside or decision.disclosures
        return bool(seen) and self._view.audience is not Audience.AUTHOR


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
