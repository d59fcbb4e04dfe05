"""`policykit init`: a policy to begin with."""

from __future__ import annotations

import os
from importlib.resources import files

import click

from policykit.cli.exits import Exit
from policykit.cli.terminal import say
from policykit.rendering.glyphs import escaped

__all__ = ["init"]

NAME = "policy.yaml"


@click.command()
@click.argument("folders", metavar="[FOLDER]", nargs=-1)
def init(folders: tuple[str, ...]) -> int:
    """Write a commented policy.yaml into FOLDER (here, unless said) to begin with.

    It extends the shipped default policy, holds one rule of each kind with its examples, and passes
    `policykit check`. A file that is already there is left alone.
    """
    if len(folders) > 1:
        raise click.UsageError("expected one folder")
    path = os.path.join(folders[0] if folders else "", NAME)
    starter = (files("policykit.cli") / "starter.yaml").read_bytes()
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "xb") as stream:
            stream.write(starter)
    except FileExistsError:
        raise click.UsageError(f"`{escaped(path)}` is already there, and stays as it is") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such folder").lower()
        raise click.UsageError(f"`{escaped(path)}` cannot be written: {reason}") from None
    say(f"wrote {escaped(path)}\nnext: policykit check {escaped(path)}")
    return Exit.CLEAN
