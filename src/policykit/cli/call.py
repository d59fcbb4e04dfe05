"""What the options of a command mean: a key, a compiled policy, a context, a moment.

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

__all__ = ["KEY_VARIABLE", "context_of", "day_of", "key_of", "load_policy"]

KEY_VARIABLE = "POLICYKIT_KEY"


def load_policy(name: str, key: bytes | None = None) -> Policy:
    """The policy that `name` stands for, with the key for its fingerprints, if there is one.

    Raises `PolicyError` with every diagnostic.
    """
    from policykit.loading.entry import load

    return load(name, key=key)


def key_of(key_file: str | None) -> bytes | None:
    """The key in a file or, without one, in the environment; None where there is none.

    It is never an argument: those stay in the history of a shell and in the list of processes. Raises a usage
    error for a file that cannot be read and for a key that cannot be one.
    """
    try:
        return check_key(_key(key_file))
    except ValueError as error:  # the message counts the bytes of the key and shows none
        raise click.UsageError(str(error)) from None


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
    return _instant(written, "a time with its offset, such as `2026-12-01T09:00:00+01:00`, or `now`")


def _instant(written: str, expected: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise click.UsageError(f"`--at {escaped(written)}`: expected {expected}")
    return moment


def day_of(written: str | None) -> dt.date:
    """A date or an instant, as an option spells it; now, where nothing is written.

    Raises a usage error for what is neither.
    """
    if written is None or written == "now":
        return dt.datetime.now(dt.UTC)
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return _instant(written, "a date such as `2026-12-01`, or a time with its offset")


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
