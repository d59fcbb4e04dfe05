"""What policykit sees in a text and sets aside on purpose; asked of the labelled items only.

The author of a rule writes `clear_if` for what has the shape of a secret and is none: a documented sample,
the mailbox of a desk, the address that every machine has for itself. `Policy.explain` tells each match that
fell to it. Such a match is reported under its rule's id and the detectors that the rule looks for, with
score 0, so that no column counts it as found. What a detector clears for itself, and what a shape does not
take in, is not told there and so not here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import policykit
from benchmarks.accuracy.ours import documents
from benchmarks.accuracy.protocol import Hit, serve
from policykit.model.find import referred
from policykit.model.rules import Classify, Forbid

ON_PURPOSE = "`clear_if`"
"""What stands in the reason of a match that fell because its rule's author wanted it to."""


def main() -> None:
    policy = policykit.load(os.environ.get("POLICYKIT_BENCHMARK_POLICY", "default"))
    labels = labels_by_rule(documents(policy))
    serve(
        {"tool": "policykit", "policy": f"{policy.id} {policy.version}"},
        lambda text: set_aside(policy, labels, text),
    )


def set_aside(policy: policykit.Policy, labels: Mapping[str, tuple[str, ...]], text: str) -> list[Hit]:
    return [
        Hit(labels[match.rule_id], match.span.start, match.span.end, 0.0)
        for match in policy.explain(text).dropped
        # a protect clears as well; it finds no secret
        if ON_PURPOSE in match.reason and match.rule_id in labels
    ]


def labels_by_rule(written: Iterable[policykit.PolicyDocument]) -> dict[str, tuple[str, ...]]:
    """For each rule that finds something: its id, then the detectors that its `find` names."""
    return {
        name: (name, *(str(item) for item in rule.find if referred(item)))
        for document in written
        for name, rule in document.rules.items()
        if isinstance(rule, Classify | Forbid)
    }


if __name__ == "__main__":
    main()
