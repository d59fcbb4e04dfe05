"""The verbs, and every way in which a command can end.

A verb's module is imported when the verb is run. Errors are written here and nowhere else, in the grammar of
the library; none of them repeats a word that may be part of a text: somebody who forgets the verb hands the
text itself to `policykit`.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from policykit.cli.exits import MEANING, Exit
from policykit.cli.terminal import complain, soften
from policykit.errors import ContextError, Diagnostic, PolicyError
from policykit.rendering.diagnostics import render_diagnostics

__all__ = ["policykit", "sources_of"]

VERBS: Mapping[str, str] = {
    "init": "Write a policy to begin with.",
    "check": "Say what is wrong with a policy, and run its examples.",
    "evaluate": "Judge a text, files or lines under a policy.",
    "explain": "Say why a decision is what it is, or what a policy is made of.",
    "redact": "Mask what a policy finds in a text.",
    "schema": "Print the JSON Schema of the policy file.",
}
_POLICY_ENDINGS = (".yaml", ".yml", ".json")


class Verbs(click.Group):
    """The group of verbs; ends every command with one of the codes in `exits`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"policykit.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in VERBS:
            near = difflib.get_close_matches(args[0], VERBS, 1, 0.7)
            hint = f"did you mean `{near[0]}`?" if near else 'to judge a text, write `policykit evaluate "…"`'
            raise click.UsageError(f"expected one of the verbs {_quoted(VERBS)}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Exit codes (the highest wins)"):
            formatter.write_dl([(str(code.value), meaning) for code, meaning in MEANING.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except click.UsageError as error:
            verb = self.get_command(ctx, ctx.invoked_subcommand or "")
            if error.ctx is None and verb is not None:
                # the parser of options does not say which verb it reads
                error.ctx = click.Context(verb, parent=ctx, info_name=verb.name)
            raise
        except PolicyError as error:
            complain(render_diagnostics(error.diagnostics, sources_of(error.diagnostics)))
            return Exit.WRONG
        except ContextError as error:
            complain(f"error: {error}")
            return Exit.WRONG
        except BrokenPipeError:
            # Python flushes standard output once more when it ends, and would complain about the pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.BROKEN_PIPE

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        soften()
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.UsageError as error:
            complain(f"error: {_complaint(error)}\n    help: {_help_of(error)}")
            code = Exit.WRONG
        except click.Abort:
            code = Exit.INTERRUPTED
        sys.exit(int(code or 0))


def sources_of(diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """The text of each policy file that the diagnostics name, so that their lines can be shown.

    A file of terms is never among them, nor one that is no longer there or cannot be read as text.
    """
    found: dict[str, str] = {}
    for name in {diagnostic.source for diagnostic in diagnostics if diagnostic.line}:
        if name.lower().endswith(_POLICY_ENDINGS):
            try:
                with open(name, encoding="utf-8-sig", newline="") as stream:
                    found[name] = stream.read()
            except (OSError, ValueError):
                continue
    return found


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _complaint(error: click.UsageError) -> str:
    """A usage error in the library's grammar, without any argument that could be a text."""
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            return f"no such option; did you mean `{error.possibilities[0]}`?"
        return "no such option; a text that begins with `-` goes after `--`"
    if isinstance(error, click.BadOptionUsage):
        params = error.ctx.command.params if error.ctx else []
        flag = any(getattr(p, "is_flag", False) for p in params if error.option_name in p.opts)
        return f"`{error.option_name}` takes no value" if flag else f"`{error.option_name}`: expected a value"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"`{error.param.opts[0]}`: {error.message}"
    return error.message


def _help_of(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'policykit'} --help"


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policykit-sdk", message="policykit %(version)s")
@click.pass_context
def policykit(ctx: click.Context) -> int:
    """Judge what is written under an organisation's communication policy.

    Nothing that a text holds is repeated unless you ask for it with --show-text.
    """
    if ctx.invoked_subcommand is None:
        complain(ctx.get_help())
        return Exit.WRONG
    return Exit.CLEAN
