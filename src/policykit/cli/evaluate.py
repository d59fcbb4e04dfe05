"""`policykit evaluate`: judge a text, files or lines."""

from __future__ import annotations

from typing import Any

import click

from policykit.cli.call import context_of, load_policy
from policykit.cli.exits import Exit
from policykit.cli.inputs import Piece, pieces, size_of
from policykit.cli.options import (
    audience_options,
    context_options,
    each_option,
    fail_on_option,
    format_option,
    policy_option,
    show_text_option,
)
from policykit.cli.terminal import Progress, complain, say
from policykit.cli.writers import Stream, View, json_text, outcome_code
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.model.scales import Outcome
from policykit.rendering.audience import Audience

__all__ = ["evaluate"]


@click.command()
@click.argument("words", metavar="[TEXT | PATH...]", nargs=-1)
@each_option
@policy_option()
@context_options
@format_option
@fail_on_option
@audience_options
@show_text_option
def evaluate(words: tuple[str, ...], each: Any, policy_name: str, key_file: str | None, **asked: Any) -> int:
    """Judge a text under a policy.

    Without --each the one argument is the text itself; with none, or `-`, the text is read from standard
    input. With --each every argument is the name of a file (`-`: standard input), read as UTF-8.

    \b
      policykit evaluate "the rig is down again"
      policykit evaluate < draft.txt
      policykit evaluate --each file posts/*.txt
      policykit evaluate --each line --format jsonl archive.txt
    """
    texts = pieces(words, each)
    policy = load_policy(policy_name, key_file)
    context = context_of(
        policy, channel=asked["channel"], at=asked["at"], stage=asked["stage"], facts=asked["facts"]
    )
    view = View(asked["form"], Audience(asked["audience"]), asked["language"], asked["show_text"])
    fail_on = Outcome(asked["fail_on"])
    if each is None:
        return _one(next(texts), policy, context, view, fail_on)
    with Progress(size_of(words), "judging") as progress:
        stream = Stream(view, fail_on, progress.say, progress.complain)
        for piece in texts:
            if piece.text is None:
                stream.unread(piece)
            else:
                stream.decided(piece, policy.evaluate(piece.text, context))
            progress.advance(piece.size)
        stream.finish()
    return stream.code


def _one(piece: Piece, policy: Policy, context: Context, view: View, fail_on: Outcome) -> int:
    if piece.text is None:
        complain(f"{piece.place}: {piece.problem}")
        return Exit.UNEVALUATED
    decision = policy.evaluate(piece.text, context)
    say(
        view.text(decision, piece)
        if view.form == "text"
        else json_text(view.value(decision, piece), view.form)
    )
    return outcome_code(decision, fail_on)
