"""policykit: judge what is written against what an organisation promised to keep, and to tell.

The façade: the functions that most callers need and the values they exchange. Each name is imported from
the module that defines it on first use, so that `import policykit` costs nothing it does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policykit.engine.context import Context
    from policykit.engine.decision import (
        Decision,
        Disclosure,
        Evidence,
        Failure,
        Finding,
        Level,
        PolicyStamp,
        Question,
        SetAside,
    )
    from policykit.engine.explain import Explanation
    from policykit.engine.fields import Field
    from policykit.engine.ladder import Incident, Recommendation
    from policykit.engine.policy import Policy
    from policykit.engine.redact import Redaction
    from policykit.engine.response import Response
    from policykit.errors import ContextError, Diagnostic, PolicyError, PolicykitError
    from policykit.loading.entry import compile, evaluate, load  # noqa: A004 - the verb of the façade
    from policykit.model.document import PolicyDocument
    from policykit.model.external import Detected, ExternalDetector
    from policykit.model.scales import Confidence, Outcome, Severity
    from policykit.text.spans import Span

__version__ = "0.1.0"

_HOMES = {
    "Confidence": "policykit.model.scales",
    "Context": "policykit.engine.context",
    "ContextError": "policykit.errors",
    "Decision": "policykit.engine.decision",
    "Detected": "policykit.model.external",
    "Diagnostic": "policykit.errors",
    "Disclosure": "policykit.engine.decision",
    "Evidence": "policykit.engine.decision",
    "Explanation": "policykit.engine.explain",
    "ExternalDetector": "policykit.model.external",
    "Failure": "policykit.engine.decision",
    "Field": "policykit.engine.fields",
    "Finding": "policykit.engine.decision",
    "Incident": "policykit.engine.ladder",
    "Level": "policykit.engine.decision",
    "Outcome": "policykit.model.scales",
    "Policy": "policykit.engine.policy",
    "PolicyDocument": "policykit.model.document",
    "PolicyError": "policykit.errors",
    "PolicyStamp": "policykit.engine.decision",
    "PolicykitError": "policykit.errors",
    "Question": "policykit.engine.decision",
    "Recommendation": "policykit.engine.ladder",
    "Redaction": "policykit.engine.redact",
    "Response": "policykit.engine.response",
    "SetAside": "policykit.engine.decision",
    "Severity": "policykit.model.scales",
    "Span": "policykit.text.spans",
    "compile": "policykit.loading.entry",
    "evaluate": "policykit.loading.entry",
    "load": "policykit.loading.entry",
}

__all__ = [  # noqa: RUF022 - verbs first, as a reader meets them
    "evaluate",
    "load",
    "compile",
    "Policy",
    "PolicyDocument",
    "Context",
    "Field",
    "Decision",
    "Finding",
    "Disclosure",
    "SetAside",
    "Question",
    "Failure",
    "Evidence",
    "Level",
    "Outcome",
    "Severity",
    "Confidence",
    "Span",
    "PolicyStamp",
    "Redaction",
    "Explanation",
    "Incident",
    "Recommendation",
    "Response",
    "ExternalDetector",
    "Detected",
    "PolicykitError",
    "PolicyError",
    "ContextError",
    "Diagnostic",
    "__version__",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'policykit' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
