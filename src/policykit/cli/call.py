"""What the options of a command mean: a compiled policy and a context.

The only place of the command line that reads a clock, a key or the environment.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable

import click

from policykit.engine.context import Context, FactValue, Stage
from policykit.engine.fingerprint import check_key
from policykit.engine.policy import Policy
from policykit.rendering.glyphs import escaped

__all__ = ["KEY_VARIABLE", "context_of", "load_policy"]

KEY_VARIABLE = "POLICYKIT_KEY"


def load_policy(name: str, key_file: str | None = None) -> Policy:
    """The policy that `name` stands for, with the key for its fingerprints, if there is one.

    Raises `PolicyError` with every diagnostic, and a usage error for a key that cannot be one.
    """
    from policykit.loading.entry import load

    try:
        key = check_key(_key(key_file))
    except ValueError as error:  # the message counts the bytes of the key and shows none
        raise click.UsageError(str(error)) from None
    return load(name, key=key)


def _key(key_file: str | None) -> bytes | None:
    if key_file is None:
        # what is no UTF-8 in the environment reaches Python as lone surrogates
        return os.environ.get(KEY_VARIABLE, "").encode("utf-8", "surrogateescape") or None
    try:
        with open(key_file, "rb") as stream:
            return stream.read().rstrip(b"\r\n")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such file").lower()
        raise click.UsageError(f"`--key-file` cannot be read: {reason}") from None


def context_of(
    policy: Policy, *, channel: str | None, at: str | None, stage: Stage, facts: Iterable[str]
) -> Context:
    """The context that the options describe; each fact is read as the policy declares its values.

    Raises a usage error for an option that cannot be read; whether its names exist is for the policy to say.
    """
    return Context(channel, at=_moment(at), stage=stage, facts=dict(_fact(policy, fact) for fact in facts))


def _moment(written: str | None) -> dt.datetime | None:
    if written is None:
        return None
    if written == "now":
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        expected = "expected a time with its offset, such as `2026-12-01T09:00:00+01:00`, or `now`"
        raise click.UsageError(f"`--at {escaped(written)}`: {expected}")
    return moment


def _fact(policy: Policy, written: str) -> tuple[str, FactValue]:
    name, sign, value = written.partition("=")
    if not sign or not name:
        raise click.UsageError(
            f"`--fact {escaped(written)}`: expected a name and a value, such as `author=employee`"
        )
    fact = policy.composition.facts.get(name)
    for declared in fact.values if fact else ():
        if value == (str(declared).lower() if isinstance(declared, bool) else str(declared)):
            return name, declared
    return name, value
