"""Every law kills its mutant: a property that cannot fail proves nothing."""

from __future__ import annotations

import pytest

from laws import (
    test_determinism,
    test_ladder,
    test_layers,
    test_masking,
    test_rules,
    test_shelter,
    test_texts,
    test_time,
)
from laws.law import LAWS, is_killed
from laws.mutants import MUTANTS

MODULES = (
    test_determinism, test_ladder, test_layers, test_masking, test_rules, test_shelter, test_texts, test_time,
)  # fmt: skip
"""Importing them states their laws."""
ENOUGH = 3_000
"""Examples after which a mutant that lives has won."""


def test_there_are_twenty_one_laws_each_with_a_mutant() -> None:
    numbered = {f"L{number:02}" for number in range(1, 22)}
    assert numbered <= LAWS.keys()
    assert MUTANTS.keys() == numbered
    assert len(MODULES) == 8


@pytest.mark.heavy
@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_law_kills_its_mutant(name: str) -> None:
    with MUTANTS[name].applied():
        assert is_killed(LAWS[name], ENOUGH), f"{name} does not notice that {MUTANTS[name].breaks}"


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_mutant_leaves_no_trace(name: str) -> None:
    mutant = MUTANTS[name]
    before = vars(mutant.owner)[mutant.name]
    with mutant.applied():
        assert vars(mutant.owner)[mutant.name] is not before
    assert vars(mutant.owner)[mutant.name] is before
