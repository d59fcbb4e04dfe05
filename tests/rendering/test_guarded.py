"""No line that can hold an entry of a `terms` list is shown, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.rendering.guarded import hidden_lines

# In each file the lines with CANARY must be hidden and those with `shown` must not.
FILES = [
    "terms: [CANARY]\nshown: 1",
    "find:\n  - terms:\n      - CANARY\n      - CANARY\n  - shown",
    "find:\n  - terms:\n    - CANARY\n  - shown",
    "find:\n  starts: low\n  terms:\n  - CANARY\n  - CANARY\nshown: 1",
    "find: {terms: [CANARY,\n    CANARY]}\nshown: 1",
    "find: [{terms: [one,\n  CANARY, two]},\n  CANARY]\nshown: 1",
    "a:\n  b: {terms: [one,\nCANARY,\nCANARY]}\nshown: 1",
    "terms:\n\n  - CANARY\n\n# a remark\n  - CANARY\nshown: 1",
    "terms: |\n  CANARY\n  CANARY\nshown: 1",
    '{"rules": {\n  "terms": [\n    "CANARY",\n    "CANARY"\n  ]\n}}',
    '{"policy": "x", "terms": ["CANARY"]}',
    "term:\n  - CANARY\nshown: 1",
    "trems: [CANARY]\nshown: 1",
    "Terms:\n  - CANARY\nshown: 1",
    "'terms' :\n  - CANARY\nshown: 1",
    "terms:\r\n  - CANARY\r\nshown: 1",
    "terms:\r  - CANARY\rshown: 1",
    "names: &names [CANARY]\nfind: {terms: *names}",
    "names: &names\n  - CANARY\nfind:\n  - terms: [*names]",
    "terms:\n  - ]CANARY\n  - CANARY\nshown: 1",
    "terms: ['[CANARY', CANARY]\n",
    "? terms\n: [CANARY]\nshown: 1",
    "- ? 'terms'\n  : - CANARY\n- shown",
    "a: b\x85terms: [CANARY]",
    "says: shown\nfind: [shown]\nrules:\n  - pattern: 'shown'",
    "determines: shown\nreach: shown",
]


@pytest.mark.parametrize("source", FILES)
def test_entries_of_terms_are_hidden_and_the_rest_is_not(source: str) -> None:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hidden = hidden_lines(source)
    assert {number for number, line in enumerate(lines, 1) if "CANARY" in line} <= hidden
    assert not {number for number, line in enumerate(lines, 1) if "shown" in line} & hidden


@given(st.text(alphabet="terms:- \n[]{}*&'\"#ab", max_size=80))
def test_a_file_of_any_shape_hides_its_terms_lines(source: str) -> None:
    hidden = hidden_lines(source)
    for number, line in enumerate(source.split("\n"), 1):
        if line.lstrip(" -").startswith("terms:"):
            assert number in hidden


def test_nothing_is_hidden_of_an_empty_file() -> None:
    assert hidden_lines("") == frozenset()
