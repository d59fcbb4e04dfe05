"""`policykit evaluate`: judge a text, files or lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import click

from policykit.cli.call import context_of, key_of, load_policy
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
    policy_option,
    show_text_option,
)
from policykit.cli.places import Places, warning
from policykit.cli.terminal import Progress, complain, say
from policykit.cli.writers import Stream, View, json_text, outcome_code
from policykit.engine.context import Context
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.scales import Outcome
from policykit.rendering.audience import Audience
from policykit.rendering.diagnostics import render_diagnostics

__all__ = ["evaluate"]


@click.command()
@click.argument("words", metavar="[TEXT | PATH...]", nargs=-1)
@each_option
@policy_option()
@context_options
@key_option("fingerprints")
@markup_option
@format_option
@fail_on_option
@audience_options
@show_text_option
@click.option(
    "--unused-acceptances",
    "unused",
    is_flag=True,
    help="Say at the end which accepted findings matched nothing; needs a key and --at.",
)
def evaluate(words: tuple[str, ...], each: Any, policy_name: str, key_file: str | None, **asked: Any) -> int:
    """Judge a text under a policy.

    Without --each the one argument is the text itself; with none, or `-`, the text is read from standard
    input. With --each every argument is the name of a file (`-`: standard input), read as UTF-8.

    \b
      policykit evaluate "the rig is down again"
      policykit evaluate < draft.txt
      policykit evaluate --each file posts/*.txt
      policykit evaluate --each file --markup html pages/*.html
      policykit evaluate --each line --format jsonl archive.txt
    """
    texts = pieces(words, each)
    key = key_of(key_file)
    if asked["unused"] and (key is None or asked["at"] is None):
        raise click.UsageError(
            "`--unused-acceptances` needs a key and `--at`: without them no accepted finding counts"
        )
    policy = load_policy(policy_name, key)
    context = context_of(
        policy, channel=asked["channel"], at=asked["at"], stage=asked["stage"], facts=asked["facts"]
    )
    view = View(asked["form"], Audience(asked["audience"]), asked["language"], asked["show_text"])
    judge = _Judge(policy, context, asked["markup"], view, Outcome(asked["fail_on"]))
    return (
        judge.one(next(texts), unused=asked["unused"])
        if each is None
        else judge.many(texts, size_of(words), unused=asked["unused"])
    )


@attrs.frozen
class _Judge:
    """Judges texts under one policy, in one context, and writes what comes of it."""

    policy: Policy
    context: Context
    markup: str
    view: View
    fail_on: Outcome

    def one(self, piece: Piece, *, unused: bool) -> Exit:
        """Judge a single text; `unused` asks for the accepted findings that it does not need."""
        if piece.text is None:
            complain(f"{piece.place}: {piece.problem}")
            return Exit.UNEVALUATED
        view, decision = self.view, self._decision(piece.text)
        value = "" if view.form == "text" else json_text(view.value(decision, piece), view.form)
        say(value or view.text(decision, piece))
        if unused:
            complain(self._unused([decision]))
        return outcome_code(decision, self.fail_on)

    def many(self, texts: Iterable[Piece], size: int | None, *, unused: bool) -> Exit:
        """Judge one text after the other; `size` is how many bytes they hold together, if known."""
        with Progress(size, "judging") as progress:
            stream = Stream(self.view, self.fail_on, progress.say, progress.complain)
            decisions = self._decided(texts, stream, progress)
            told = self._unused(decisions) if unused else ""
            for _ in decisions:
                pass  # each is written as it is made
            stream.finish()
            if unused:
                progress.complain(told)
        return stream.code

    def _decided(self, texts: Iterable[Piece], stream: Stream, progress: Progress) -> Iterator[Decision]:
        for piece in texts:
            if piece.text is None:
                stream.unread(piece)
            else:
                decision = self._decision(piece.text)
                stream.decided(piece, decision)
                yield decision
            progress.advance(piece.size)

    def _decision(self, text: str) -> Decision:
        return self.policy.evaluate(text, self.context, markup=self.markup)

    def _unused(self, decisions: Iterable[Decision]) -> str:
        """The accepted findings that no decision needed, in words."""
        from policykit.testing.acceptances import unused_acceptances

        found = unused_acceptances(self.policy, decisions)
        if not found:
            return "every accepted finding was needed"
        places, told = Places(), []
        for entry in found:
            message = f"no text needed this accepted finding of `{entry.rule_id}`"
            told.append(warning(places.diagnostic(entry.origin, entry.path, "unused", message)))
        return render_diagnostics(told)
