"""The ways in: `load`, `compile`, `evaluate`, and the two that stop before the engine.

A policy is all or nothing: if anything is wrong, `PolicyError` holds every diagnostic and there is no policy.
The engine is imported when a policy is compiled, so that checking one does not need it.
"""

from __future__ import annotations

import datetime as dt
import os
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from policykit.errors import Diagnostic, PolicyError
from policykit.loading.accepting import expired
from policykit.loading.compose import compose_layers
from policykit.loading.handed import handed_over, missing
from policykit.loading.layers import Source, read_layers
from policykit.model.composition import Composition
from policykit.model.external import Detectors

if TYPE_CHECKING:
    from policykit.engine.context import Context
    from policykit.engine.decision import Decision
    from policykit.engine.policy import Policy
    from policykit.model.document import PolicyDocument

Root = str | os.PathLike[str] | None


@attrs.frozen
class Examination:
    """What is wrong with a policy, and what somebody should look at although nothing is wrong."""

    problems: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...] = ()


def compose(
    source: Source, root: Root = None, *, strict: bool = False, detectors: Detectors | None = None
) -> Composition:
    """The policy that `source` names, with its layers resolved and everything in it checked.

    `source` is a path, the name of a shipped policy, a mapping or a document. Without a `root` a mapping or
    document names no files; with one, and for a policy file whose folder is the root unless given, files stay
    below it. `strict` asks for examples, owners and words for the author as well. `detectors` are the
    external detectors that the policy may name; those it does not name are left aside.

    Raises `PolicyError` with every diagnostic.
    """
    layers = read_layers(source, root)
    composition, problems = compose_layers(layers, strict=strict)
    problems += tuple(missing(layers.sheets, detectors or {}))
    if composition is None or problems:
        raise PolicyError(problems)
    return handed_over(composition, layers.sheets, detectors or {})


def check(source: Source, root: Root = None, *, strict: bool = True) -> tuple[Diagnostic, ...]:
    """Every diagnostic about a policy, sorted by place; empty for a sound one. See `compose`.

    External detectors come with the call that loads the policy, so any may be named here.
    """
    return examine(source, root, strict=strict).problems


def examine(
    source: Source, root: Root = None, *, strict: bool = True, at: dt.date | None = None
) -> Examination:
    """What `check` says about a policy and, for a sound one, what is worth a warning at `at`.

    `at` is an instant, or a date: the beginning of that day in the time zone of each file. Without it nothing
    has expired. Warnings stand where their files were named, sorted by place.
    """
    layers = read_layers(source, root)
    _, problems = compose_layers(layers, strict=strict)
    warnings = () if at is None or problems else expired(layers, at)
    return Examination(tuple(sorted(set(problems))), tuple(sorted(warnings)))


def load(
    source: Source,
    root: Root = None,
    *,
    key: bytes | None = None,
    strict: bool = False,
    detectors: Detectors | None = None,
) -> Policy:
    """The compiled policy that `source` names: a path, the name of a shipped policy, or a mapping.

    A string is a path if it holds a separator or ends in `.yaml`, `.yml` or `.json`, and the name of a
    shipped policy otherwise. `key` is the secret that fingerprints of findings are made with. `detectors` are
    the external detectors that the policy names, by those names. See `compose` for `root` and `strict`.

    Raises `PolicyError` with every diagnostic, and `ValueError` for a short key and for a detector that
    cannot be used.
    """
    return _compiled(compose(source, root, strict=strict, detectors=detectors), key)


def compile(  # noqa: A001 - the verb of the façade
    document: PolicyDocument,
    *,
    root: Root = None,
    key: bytes | None = None,
    strict: bool = False,
    detectors: Detectors | None = None,
) -> Policy:
    """The compiled policy of a document that was built in Python; see `load`.

    Raises as `load` does.
    """
    return _compiled(compose(document, root, strict=strict, detectors=detectors), key)


def evaluate(
    text: str,
    context: Context | None = None,
    *,
    policy: Policy | str | os.PathLike[str] | None = None,
) -> Decision:
    """The decision on `text` under a policy: the shipped default one, a compiled one, or one to be loaded.

    The default policy is compiled once; a path or name is loaded anew at each call, so load it first where
    many texts are judged.

    Raises `PolicyError` where the policy cannot be loaded and `ContextError` where the context does not fit.
    """
    if policy is None:
        return _default_policy().evaluate(text, context)
    if isinstance(policy, str | os.PathLike):
        policy = load(policy)
    return policy.evaluate(text, context)


def _compiled(composition: Composition, key: bytes | None) -> Policy:
    from policykit.engine.compile import compile_composition
    from policykit.matching.pattern.prepared import NOTHING_PREPARED, Prepared
    from policykit.packs.shipped import read_patterns

    shipped = any(layer.shipped for layer in composition.layers)
    prepared = Prepared.of(read_patterns()) if shipped else NOTHING_PREPARED
    return compile_composition(composition, key=key, prepared=prepared)


_default: list[Policy] = []
_default_lock = Lock()


def _default_policy() -> Policy:
    """The shipped default policy, compiled by whoever asks first; other threads wait for it."""
    if not _default:
        with _default_lock:
            _default[:] = _default or [load("default")]
    return _default[0]
