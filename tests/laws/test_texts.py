"""Laws of texts: texts apart are judged apart, and what must be told can be told."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from laws.law import decide, law
from oracle.strategies import PHRASES, Sample, rules, samples, texts
from oracle.worlds import KEY, policy
from policykit.engine.decision import Decision
from policykit.model.scales import Outcome


def local(value: Any) -> Any:
    """The same policy with every scope a sentence: what stands in another paragraph is out of reach."""
    if isinstance(value, dict):
        wide = {name: local(item) for name, item in value.items() if name != "within"}
        return {**wide, "span": "sentence"} if wide.get("span") == "text" else wide
    return [local(item) for item in value] if isinstance(value, list) else value


@law(sample=samples(), other=texts())
def test_l15_texts_apart_are_judged_apart(sample: Sample, other: str) -> None:
    """Joined by a blank line, two texts get the maximum of both; so do two fields of a document."""
    apart = {n: r for n, r in sample.values["rules"].items() if r["kind"] != "require"}
    narrow = attrs.evolve(sample.unlimited, values=local(sample.unlimited.values)).with_rules(local(apart))
    compiled = policy(narrow.values, key=KEY)
    one, two, both = (
        compiled.evaluate(text, sample.context) for text in (sample.text, other, f"{sample.text}\n\n{other}")
    )
    assert (both.outcome, both.level) == (max(one.outcome, two.outcome), max(one.level, two.level))
    whole = compiled.evaluate_document({"title": sample.text, "body": other}, sample.context)
    assert (whole.outcome, whole.level, len(whole.findings)) == (both.outcome, both.level, len(both.findings))
    fields = [[f for f in whole.findings if f.span.field == name] for name in ("title", "body")]
    for single, found in zip((one, two), fields, strict=True):
        assert [(f.rule_id, f.span.start, f.span.end, f.span.utf8, f.outcome) for f in found] == [
            (f.rule_id, f.span.start, f.span.end, f.span.utf8, f.outcome) for f in single.findings
        ]


def of_new(decision: Decision) -> Outcome | None:
    """What the disclosure of the new rule leads to; None where it is told."""
    return next((d.outcome for d in decision.disclosures if d.rule_id == "new"), None)


@law(
    sample=samples(),
    extra=rules("require"),
    accept=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=2, unique=True),
    place=st.sampled_from(("anywhere", "start", "end", 1, 6)),
    reject=st.sampled_from(PHRASES),
)
def test_l16_an_accepted_wording_in_its_place_clears(
    sample: Sample, extra: dict[str, Any], accept: list[str], place: str | int, reject: str
) -> None:
    """Every accepted wording clears its disclosure where it belongs; buried is never worse than missing."""
    assume(reject not in accept)
    told = {"accept": {"any": accept}, "place": place, "reject": [reject]}
    never = {"accept": {"any": ["zzzz"]}, "place": place}
    written = {**sample.values["rules"], "new": {**extra, "disclose": "new"}}

    def with_disclosure(disclosure: dict[str, Any]) -> Sample:
        everything = {**sample.values["disclosures"], "new": disclosure}
        return attrs.evolve(sample, values={**sample.values, "disclosures": everything}).with_rules(written)

    asked = with_disclosure(told)
    missing = of_new(decide(with_disclosure(never)))
    stands = of_new(decide(asked))
    assert stands is None or (missing is not None and stands <= missing)
    for wording in accept:
        text = f"{sample.text}\n\n{wording}" if place == "end" else f"{wording}\n\n{sample.text}"
        assert of_new(decide(attrs.evolve(asked, text=text))) is None
