"""`policykit redact`: mask what a policy finds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import click

from policykit.cli.call import KEY_VARIABLE, context_of, key_of, load_policy
from policykit.cli.exits import Exit
from policykit.cli.inputs import Piece, pieces, size_of
from policykit.cli.options import (
    audience_options,
    context_options,
    each_option,
    fail_on_option,
    format_option,
    key_option,
    markup_option,
    one_of,
    policy_option,
)
from policykit.cli.terminal import Progress, complain, on_terminal, say, write_bytes
from policykit.cli.writers import Records, json_text, outcome_code, plain
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.engine.redact import Redaction
from policykit.engine.replace import STYLES
from policykit.model.scales import OUTCOMES, Outcome
from policykit.rendering.audience import Audience
from policykit.rendering.glyphs import escaped
from policykit.rendering.redaction import render_redaction
from policykit.rendering.tally import counted
from policykit.text.units import encode

__all__ = ["redact"]

_KEYED = frozenset({"hash", "pseudonym"})
"""The styles that make the same thing of the same value, under one key."""

_MASKING = frozenset({"classify", "forbid"})
"""The kinds of rules whose matches are masked."""


@click.command()
@click.argument("words", metavar="[TEXT | PATH...]", nargs=-1)
@each_option
@click.option(
    "--to",
    **one_of(*(str(outcome) for outcome in OUTCOMES[:-1])),
    default="allow",
    show_default=True,
    help="The gravest outcome that a finding may keep.",
)
@click.option(
    "--style",
    **one_of(*STYLES),
    default="mask",
    show_default=True,
    help="What stands in place of what is taken out; `hash` and `pseudonym` need a key.",
)
@policy_option()
@context_options
@key_option("fingerprints, hashes and pseudonyms")
@markup_option
@format_option
@fail_on_option
@audience_options
def redact(words: tuple[str, ...], each: Any, policy_name: str, key_file: str | None, **asked: Any) -> int:
    """Write a text with everything masked, or replaced, that the policy finds in it.

    Texts come as for `evaluate`. The redacted text goes to standard output as it is, with its line ends; what
    was masked, and what masking cannot cure, goes to standard error. The exit code is that of the redacted
    text. What cannot be read, or not be checked in full, is withheld: of a line only its end is written.

    \b
      policykit redact "call me on +44 20 7946 0018"
      policykit redact --each line archive.txt > masked.txt
      policykit redact --style pseudonym --key-file secret.key < report.txt
    """
    texts = pieces(words, each)
    key = key_of(key_file)
    if key is None and asked["style"] in _KEYED:
        raise click.UsageError(
            f"`--style {asked['style']}` needs a key: say `--key-file`, or set {KEY_VARIABLE}"
        )
    policy = load_policy(policy_name, key)
    context = context_of(
        policy, channel=asked["channel"], at=asked["at"], stage=asked["stage"], facts=asked["facts"]
    )
    mask = _Mask(policy, context, key, Outcome(asked["to"]), Outcome(asked["fail_on"]), asked)
    return mask.one(next(texts)) if each is None else mask.many(texts, size_of(words))


@attrs.frozen
class _Mask:
    """Masks texts under one policy, in one context, and writes them as they were asked for."""

    policy: Policy
    context: Context
    key: bytes | None = attrs.field(repr=False)
    to: Outcome
    fail_on: Outcome
    asked: dict[str, Any]

    def one(self, piece: Piece) -> Exit:
        """Mask a single text."""
        if piece.text is None:
            complain(f"{piece.place}: {piece.problem}")
            return Exit.UNEVALUATED
        redaction = self._redaction(piece.text)
        if self.asked["form"] != "text":
            say(json_text(_value(redaction), self.asked["form"]))
        elif _is_safe(redaction):
            _write(redaction.text + piece.end, say)
        complain(self._told(redaction))
        return outcome_code(redaction.decision, self.fail_on)

    def many(self, texts: Iterable[Piece], size: int | None) -> Exit:
        """Mask one text after the other; `size` is how many bytes they hold together, if known."""
        code = Exit.CLEAN
        seen = places = 0
        with Progress(size, "masking") as progress:
            records = Records(self.asked["form"], progress.say)
            for piece in texts:
                seen += 1
                redaction = None if piece.text is None else self._redaction(piece.text)
                if redaction is None:
                    code = max(code, Exit.UNEVALUATED)
                else:
                    code = max(code, outcome_code(redaction.decision, self.fail_on))
                    places += len(redaction.masked)
                self._record(piece, redaction, records, progress)
                progress.advance(piece.size)
            records.finish()
            progress.complain(f"{counted(seen, 'text')}, {counted(places, 'place')} masked")
        return code

    def _record(
        self, piece: Piece, redaction: Redaction | None, records: Records, progress: Progress
    ) -> None:
        if self.asked["form"] != "text":
            value = {"error": piece.problem} if redaction is None else _value(redaction)
            records.add({**piece.origin, **value})
            return
        if redaction is None:
            progress.complain(f"{piece.place}: {piece.problem}")
        elif redaction.residual:
            progress.complain(f"{piece.place}: {self._told(redaction)}")
        masked = redaction.text if redaction is not None and _is_safe(redaction) else ""
        _write(masked + piece.end, progress.say)

    def _redaction(self, text: str) -> Redaction:
        asked = self.asked
        return self.policy.redact(
            text, self.context, markup=asked["markup"], to=self.to, style=asked["style"], key=self.key
        )

    def _told(self, redaction: Redaction) -> str:
        audience = Audience(self.asked["audience"])
        told = render_redaction(redaction, audience=audience, language=self.asked["language"])
        return told if _is_safe(redaction) else f"{told}\nthe text is withheld"


def _is_safe(redaction: Redaction) -> bool:
    """Whether every rule that could have masked something was evaluated in full."""
    decision = redaction.decision
    return decision.complete and not any(failure.kind in _MASKING for failure in decision.failed)


def _value(redaction: Redaction) -> dict[str, Any]:
    value: dict[str, Any] = plain(redaction)
    return value if _is_safe(redaction) else {**value, "text": None}


def _write(text: str, say_lines: Callable[[str], None]) -> None:
    if on_terminal(sys.stdout):
        # on a screen, what could steer the terminal is shown and not obeyed
        say_lines("\n".join(escaped(line) for line in text.splitlines()))
    else:
        write_bytes(encode(text))
