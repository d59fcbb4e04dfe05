"""Which runs of characters begin like base64 of text."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.groups import base64_head

HEAD = re.compile(base64_head(r"(?![A-Za-z0-9+/_=-])"))
SAID = st.text("abXY 019.,@ßéαпօｈ\u0301\u200b\u202a\ufeff\ufe0f•🙂𝐇", min_size=8, max_size=40)


@given(SAID, st.booleans(), st.booleans())
def test_it_matches_what_text_is_encoded_to(said: str, padded: bool, for_addresses: bool) -> None:
    encode = base64.urlsafe_b64encode if for_addresses else base64.b64encode
    run = encode(said.encode()).decode()
    assert HEAD.match(run if padded else run.rstrip("="))


@given(st.binary(min_size=9, max_size=9))
def test_two_groups_and_a_byte_are_told(raw: bytes) -> None:
    if HEAD.match(base64.b64encode(raw).decode()):
        try:
            raw[:6].decode()
        except UnicodeDecodeError as error:
            # a character that goes on in the third group
            assert error.reason == "unexpected end of data"  # noqa: PT017 - the reason is what is tested
        assert min(raw[:6]) >= 0x20


@pytest.mark.parametrize(
    "word", ["disneyland", "anticipated", "encryption", "Unbelievably", "feelings", "answer="]
)
def test_words_do_not(word: str) -> None:
    assert HEAD.match(word) is None


@pytest.mark.parametrize("said", ["Arbor", "Aurora", "Halcyon", "été à Paris", "ｈａｌ"])
def test_short_texts_do(said: str) -> None:
    assert HEAD.match(base64.b64encode(said.encode()).decode())


def test_it_is_short_enough_for_a_scanner() -> None:
    assert len(base64_head("(?:$|[^A-Za-z0-9+/_=-])")) < 14_000
