"""Laws of masking: what is redacted is safe, and what an explanation asks to give up is needed."""

from __future__ import annotations

from hypothesis import strategies as st

from laws.law import law, worst
from oracle.strategies import Sample, plain_keys, samples
from oracle.worlds import KEY, policy
from policykit.engine.redact import MASK
from policykit.model.scales import OUTCOMES, Outcome

LIMITS = st.sampled_from(OUTCOMES[:-1])


@law(sample=samples(), to=LIMITS, failing=st.booleans(), pick=st.integers(0, 99))
def test_l08_redaction_is_sound(sample: Sample, to: Outcome, failing: bool, pick: int) -> None:
    """No finding is above the limit afterwards; only code points of findings changed; again is no change."""
    keys = plain_keys(sample.document)
    compiled = policy(sample.values, failing=frozenset([keys[pick % len(keys)]] if failing else []), key=KEY)
    safe = compiled.redact(sample.text, sample.context, to=to)
    masked = {i for span in safe.masked for i in range(span.start, span.end)}
    assert safe.text == "".join(MASK if i in masked else c for i, c in enumerate(sample.text))
    assert safe.decision == compiled.evaluate(safe.text, sample.context)
    assert worst(safe.decision) <= to
    assert safe.passes <= len(masked)
    rest = [Outcome.REVIEW for failure in safe.decision.failed if failure.kind not in ("permit", "protect")]
    assert safe.decision.outcome <= max([to, *rest, *(d.outcome for d in safe.decision.disclosures)])
    assert {*safe.residual} >= {*safe.decision.failed}
    again = compiled.redact(safe.text, sample.context, to=to)
    assert (again.text, again.masked, again.passes) == (safe.text, (), 0)


@law(sample=samples(), to=LIMITS)
def test_l09_what_would_change_it_suffices_and_is_needed(sample: Sample, to: Outcome) -> None:
    """With `give_up` masked no finding is above the limit; with one run of it back, one is."""
    compiled = policy(sample.values, key=KEY)
    why = compiled.explain(sample.text, sample.context, to=to)
    assert why.minimal

    def masked(spans: list[tuple[int, int]]) -> str:
        points = {i for start, end in spans for i in range(start, end)}
        return "".join(MASK if i in points else c for i, c in enumerate(sample.text))

    spans = [(span.start, span.end) for span in why.give_up]
    assert worst(compiled.evaluate(masked(spans), sample.context)) <= to
    for one in spans:
        spared = masked([span for span in spans if span != one])
        assert worst(compiled.evaluate(spared, sample.context)) > to
