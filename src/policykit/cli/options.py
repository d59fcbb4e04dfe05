"""The options that several verbs share, each defined once."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, TypeVar

import click

from policykit.model.scales import OUTCOMES
from policykit.rendering.audience import Audience
from policykit.rendering.glyphs import escaped
from policykit.text.rendered import MARKUPS

__all__ = [
    "audience_options",
    "context_options",
    "each_option",
    "fail_on_option",
    "format_option",
    "key_option",
    "markup_option",
    "one_of",
    "policy_option",
    "shared",
    "show_text_option",
]

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Command], Command]


def one_of(*words: str) -> dict[str, Any]:
    """What makes an option take one word of a few, with a did-you-mean for any other."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        near = difflib.get_close_matches(value, words, 1, 0.6)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        expected = ", ".join(f"`{word}`" for word in words[:-1]) + f" or `{words[-1]}`"
        raise click.BadParameter(f"expected {expected}, got `{escaped(value)}`{hint}", ctx, param)

    return {"callback": checked, "metavar": "[" + "|".join(words) + "]"}


def shared(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def policy_option(**more: Any) -> Callable[[Any], Any]:
    """`--policy`, `-p`."""
    help_ = "A policy file, or the name of a shipped policy."
    return click.option(
        "--policy",
        "-p",
        "policy_name",
        metavar="POLICY",
        default="default",
        show_default=True,
        help=help_,
        **more,
    )


context_options = shared(
    click.option(
        "--channel", metavar="NAME", help="Where the text goes; the policy's default channel unless said."
    ),
    click.option("--at", metavar="TIME", help="When it goes out: `2026-12-01T09:00:00+01:00`, or `now`."),
    click.option(
        "--stage",
        **one_of("draft", "published"),
        default="draft",
        show_default=True,
        help="Whether the text is already out.",
    ),
    click.option(
        "--fact", "facts", metavar="NAME=VALUE", multiple=True, help="A fact about the text; repeatable."
    ),
)


def key_option(uses: str) -> Callable[[Any], Any]:
    """`--key-file`; `uses` says what the key is for."""
    help_ = f"A file with the key for {uses}; else the environment's POLICYKIT_KEY, else none."
    return click.option("--key-file", metavar="PATH", help=help_)


markup_option = click.option(
    "--markup",
    **one_of(*MARKUPS),
    default="plain",
    show_default=True,
    help="What the text is written in; nothing guesses it.",
)

each_option = click.option(
    "--each",
    **one_of("file", "line"),
    help="The arguments are files, `-` is standard input: judge each file, or each line, as a text.",
)

fail_on_option = click.option(
    "--fail-on",
    **one_of(*(str(outcome) for outcome in OUTCOMES[1:])),
    default="review",
    show_default=True,
    help="The mildest outcome that exits with 1.",
)

format_option = click.option(
    "--format",
    "form",
    **one_of("text", "json", "jsonl"),
    default="text",
    show_default=True,
    help="How to write it.",
)

audience_options = shared(
    click.option(
        "--audience",
        **one_of(*(audience.value for audience in Audience)),
        default=Audience.AUTHOR.value,
        show_default=True,
        help="Who reads the text format; JSON holds everything but the text.",
    ),
    click.option(
        "--language",
        metavar="CODE",
        default="en",
        show_default=True,
        help="The language of the policy's texts.",
    ),
)

show_text_option = click.option(
    "--show-text", is_flag=True, help="Show the words that were found; off unless asked for."
)
