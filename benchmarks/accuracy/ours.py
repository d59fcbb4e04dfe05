"""policykit as one of the tools: the shipped `default` policy, for a text that anybody may read.

A finding is reported under its rule's id and the names of the detectors that its evidence holds, with its
outcome's rank as the score; what leads to nothing (`allow`) is not reported.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

import policykit
from benchmarks.accuracy.protocol import Hit, serve
from policykit.loading.entry import compose
from policykit.packs.shipped import SHIPPED

RANKS = {"warn": 1.0, "review": 2.0, "block": 3.0}


def main() -> None:
    # another policy than the shipped one, while a pack is being worked on
    policy = policykit.load(os.environ.get("POLICYKIT_BENCHMARK_POLICY", "default"))

    def find(text: str) -> list[Hit]:
        return [
            Hit(labels_of(finding), finding.span.start, finding.span.end, RANKS[str(finding.outcome)])
            for finding in policy.evaluate(text).findings
            if str(finding.outcome) in RANKS
        ]

    about = {
        "tool": "policykit",
        "version": policykit.__version__,
        "python": platform.python_version(),
        "with": {name: version(name) for name in ("hyperscan", "regex", "python-stdnum", "phonenumbers")},
        "policy": f"{policy.id} {policy.version}",
        "digest": policy.digest,
        "names": sorted(names_of(policy)),
    }
    serve(about, find)


def labels_of(finding: policykit.Finding) -> tuple[str, ...]:
    named = {proof.name for proof in finding.evidence if proof.kind == "find" and proof.name.startswith("<")}
    return (finding.rule_id, *sorted(named))


def documents(policy: policykit.Policy) -> tuple[policykit.PolicyDocument, ...]:
    """Where the policy's rules are written: the shipped packs, and last what it says itself."""
    return (*(compose(name).document for name in SHIPPED), policy.document)


def names_of(policy: policykit.Policy) -> set[str]:
    """The rules and detectors that a claim may name: those of the policy and of every shipped pack."""
    return {name for document in documents(policy) for name in named_in(document)}


def named_in(document: policykit.PolicyDocument) -> set[str]:
    return {*document.rules, *(f"<{name}>" for name in document.detectors)}


if __name__ == "__main__":
    main()
