"""What the parser says that no case provokes, and the scalars of YAML 1.2."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError

from policykit.loading.syntax import explain
from policykit.loading.yaml import read_yaml, resolve


def test_an_error_that_nobody_foresaw() -> None:
    mark = StringMark("p", 4, 1, 2, "a: b", 4)
    found = explain(MarkedYAMLError("while dreaming", None, "found a sheep", mark), "a: b")
    assert (found.line, found.column, found.code) == (2, 3, "yaml-syntax")
    assert "sheep" not in found.message + found.help
    assert explain(YAMLError("no place"), "a: b").message == "the file is not readable as YAML"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("off", "off"),
        ("12", 12),
        ("-0", 0),
        ("+12", 12),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-12-01", "2026-12-01"),
        ("1.10", 1.1),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e5", 100000.0),
        ("-.INF", float("-inf")),
        (".", "."),
        ("1.2.3", "1.2.3"),
        ("9" * 5000, float("inf")),
        ("١٢", "١٢"),
        ("12\n", "12\n"),
    ],
)
def test_plain_scalars(written: str, value: Any) -> None:
    assert resolve(written) == value
    assert type(resolve(written)) is type(value)


def test_not_a_number_is_one() -> None:
    assert isinstance(resolve(".nan"), float)


def test_json_with_tabs_escapes_and_positions() -> None:
    reading = read_yaml('{\n\t"a":\t"\\ud83d\\ude00\\/",\n\t"b": [1, null]\n}', "p.json", json=True)
    assert reading.value == {"a": "\U0001f600/", "b": [1, None]}
    assert reading.problems == ()
    assert reading.marks.place(("b", 1)) == (3, 11)
    assert reading.marks.place(("b", 7)) == (3, 2)
    assert reading.marks.place(("b",), key=True) == (3, 2)
    assert reading.marks.place(()) == (1, 1)
