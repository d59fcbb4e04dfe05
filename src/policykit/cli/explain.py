"""`policykit explain`: why a decision is what it is, or what a policy is made of."""

from __future__ import annotations

from typing import Any

import click

from policykit.cli.call import context_of, key_of, load_policy
from policykit.cli.exits import Exit
from policykit.cli.inputs import single
from policykit.cli.options import (
    audience_options,
    context_options,
    fail_on_option,
    format_option,
    key_option,
    markup_option,
    policy_option,
    show_text_option,
)
from policykit.cli.terminal import complain, say
from policykit.cli.writers import View, json_text, outcome_code, plain
from policykit.engine.policy import Policy
from policykit.loading.provenance import provenance
from policykit.model.scales import Outcome
from policykit.rendering.audience import Audience
from policykit.rendering.explanation import render_explanation
from policykit.rendering.provenance import render_provenance

__all__ = ["explain"]


@click.command()
@click.argument("words", metavar="[TEXT]", nargs=-1)
# `--policy` alone asks what the shipped default policy is made of
@policy_option(is_flag=False, flag_value="default")
@context_options
@key_option("fingerprints")
@markup_option
@format_option
@fail_on_option
@audience_options
@show_text_option
def explain(words: tuple[str, ...], policy_name: str, key_file: str | None, **asked: Any) -> int:
    """Say why a decision is what it is, why not, and what would change it.

    The argument is the text; `-` reads it from standard input. Without a text, say what came from where in
    the policy: each part and the layer that brought it.

    \b
      policykit explain "the rig is down again"
      policykit explain --policy policy.yaml
    """
    piece = single(words) if words else None
    policy = load_policy(policy_name, key_of(key_file))
    if piece is None:
        return _policy(policy, asked["form"])
    context = context_of(
        policy, channel=asked["channel"], at=asked["at"], stage=asked["stage"], facts=asked["facts"]
    )
    if piece.text is None:
        complain(f"{piece.place}: {piece.problem}")
        return Exit.UNEVALUATED
    view = View(asked["form"], Audience(asked["audience"]), asked["language"], asked["show_text"])
    explanation = policy.explain(piece.text, context, markup=asked["markup"])
    if view.form == "text":
        shown = view.shown(piece)
        say(render_explanation(explanation, audience=view.audience, language=view.language, text=shown))
    else:
        say(json_text({**plain(explanation), "decision": view.value(explanation.decision, piece)}, view.form))
    return outcome_code(explanation.decision, Outcome(asked["fail_on"]))


def _policy(policy: Policy, form: str) -> int:
    parts = provenance(policy.composition)
    if form == "text":
        say(render_provenance(parts))
    elif form == "json":
        say(json_text(plain(parts)))
    else:
        for part in parts:
            say(json_text(plain(part), form))
    return Exit.CLEAN
