"""What happened in a decision, by name: to see that generated worlds make things meet.

Each name is a sentence of the design page at work, not a field of a decision: a permit that covers, a protect
that does not reach, a doubt that lowers. A test counts them and asks for a least share of each.
"""

from __future__ import annotations

from collections.abc import Iterator

from oracle.strategies import Sample
from policykit.engine.policy import Policy
from policykit.model.scales import Confidence, Outcome


def happenings(sample: Sample, policy: Policy) -> frozenset[str]:
    """The names of what happened to a sample."""
    return frozenset((*_findings(sample, policy), *_shelter(sample, policy), *_reasons(sample, policy)))


def _findings(sample: Sample, policy: Policy) -> Iterator[str]:
    decision = policy.evaluate(sample.text, sample.context)
    yield f"outcome: {decision.outcome}"
    yield f"level: {decision.level}"
    if decision.breach:
        yield "breach"
    for finding in decision.findings:
        yield f"finding of {finding.kind}"
        yield f"confidence: {finding.confidence}"
        if finding.confidence is not Confidence.HIGH and finding.outcome < Outcome.BLOCK:
            yield "capped by its confidence"
        if finding.kind == "classify" and finding.outcome is Outcome.ALLOW and not decision.breach:
            yield "classified, and the channel accepts it"
        if finding.undecided:
            yield "undecided finding"
        if finding.absolute:
            yield "absolute finding"
        if finding.absolute and finding.protected:
            yield "absolute finding in protected speech"
        yield from (f"evidence: {evidence.kind}" for evidence in finding.evidence)
    for disclosure in decision.disclosures:
        yield f"disclosure: {disclosure.state}"
        if disclosure.undecided:
            yield "undecided disclosure"
        yield from (f"evidence: {evidence.kind}" for evidence in disclosure.evidence)
    yield from ("question: at" if question.fact == "at" else "question" for question in decision.questions)
    yield from (f"failed {failure.kind}" for failure in decision.failed)


def _shelter(sample: Sample, policy: Policy) -> Iterator[str]:
    decision = policy.evaluate(sample.text, sample.context)
    rules = sample.values["rules"]
    for aside in decision.set_aside:
        kinds = {rules[name]["kind"] if name in rules else "accepted" for name in aside.by}
        yield from (f"lowered by {kind}" for kind in kinds)
        yield f"lowered {rules[aside.rule_id]['kind']}"
        if len(aside.by) > 1:
            yield "lowered by several"
        if aside.level_now < aside.level_was:
            yield "declassified"
        if aside.now > Outcome.ALLOW:
            yield "lowered, but not to allow"
    for finding in decision.findings:
        if finding.protected and finding.outcome is Outcome.BLOCK:
            yield "protected speech touches, but does not shelter"


def _reasons(sample: Sample, policy: Policy) -> Iterator[str]:
    why = policy.explain(sample.text, sample.context)
    for drop in why.dropped:
        yield f"dropped: {' '.join(word for word in drop.reason.split() if not word.isdigit())}"
    yield from (f"idle {idle.kind}" for idle in why.idle)
    if len(why.give_up) > 1:
        yield "several spans to give up"
    redaction = policy.redact(sample.text, sample.context)
    if redaction.passes > 1:
        yield "redacted in several passes"
    if redaction.residual:
        yield "redaction leaves a residual"
