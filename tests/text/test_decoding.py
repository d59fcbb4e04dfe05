"""Encoded runs: what they are read as, and where each decoded character leads back to."""

from __future__ import annotations

import base64
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text import decoding
from policykit.text.decoding import decode_base64, decode_entities, decode_percent
from policykit.text.folded import Folded


def origins(text: str, folded: Folded) -> list[str]:
    return [text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "read", "pieces"),
    [
        ("Hal%63yon", "Halcyon", ["H", "a", "l", "%63", "y", "o", "n"]),
        ("%48%61l", "Hal", ["%48", "%61", "l"]),
        ("a%20b", "a b", ["a", "%20", "b"]),
        ("%C3%A4%61", "äa", ["%C3%A4", "%61"]),
        ("%f0%9f%92%bb", "💻", ["%f0%9f%92%bb"]),
        ("%61%FF%E2%80%8B", "a\ufffd\u200b", ["%61", "%FF", "%E2%80%8B"]),
        ("%2541", "%41", ["%25", "4", "1"]),
        ("100%41 %", "100A %", ["1", "0", "0", "%41", " ", "%"]),
    ],
)
def test_percent(text: str, read: str, pieces: list[str]) -> None:
    folded = decode_percent(text)
    assert folded is not None
    assert (folded.text, origins(text, folded)) == (read, pieces)
    assert folded.used(0, len(read)) == ("percent",)


@pytest.mark.parametrize(
    ("text", "read", "pieces"),
    [
        ("Hal&#99;yon", "Halcyon", ["H", "a", "l", "&#99;", "y", "o", "n"]),
        ("&#x48;al", "Hal", ["&#x48;", "a", "l"]),
        ("&#72al", "Hal", ["&#72", "a", "l"]),
        ("H&shy;a", "H\u00ada", ["H", "&shy;", "a"]),
        ("a&commat;b", "a@b", ["a", "&commat;", "b"]),
        ("&Hscr;&fflig;", "ℋﬀ", ["&Hscr;", "&fflig;"]),
        ("&nGt;", "≫⃒", ["&nGt;", "&nGt;"]),
        ("x &amp; &#65;", "x & A", ["x", " ", "&amp;", " ", "&#65;"]),
        ("&amp;#65;", "&#65;", ["&amp;", "#", "6", "5", ";"]),
        ("&acy;", "а", ["&acy;"]),
    ],
)
def test_entities(text: str, read: str, pieces: list[str]) -> None:
    folded = decode_entities(text)
    assert folded is not None
    assert (folded.text, origins(text, folded)) == (read, pieces)
    assert folded.used(0, len(read)) == ("entity",)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x SGFsY3lvbg== y", "x Halcyon y"),
        ("SGFsY3lvbg==", "Halcyon"),
        ("QXJib3I=", "Arbor"),
        ("QXVyb3Jh!", "Aurora!"),
        ("x Qmx1ZWZpbg y", "x Bluefin y"),
        ("ZsO8ciBGYWJyaWthbSBCYW5r", "für Fabrikam Bank"),
        ("zpfQsGxjeW9u", "Ηаlcyon"),
        ("77yo772B772M772D772Z772P772O", "Ｈａｌｃｙｏｎ"),
        ("8J2Qh/CdkJrwnZCl8J2QnPCdkLLwnZCo8J2Qpw", "𝐇𝐚𝐥𝐜𝐲𝐨𝐧"),
        ("SMyBYcyBbMyBY8yBecyBb8yBbsyB", "H\u0301a\u0301l\u0301c\u0301y\u0301o\u0301n\u0301"),
        ("SOKAi2HigItsY3lvbg==", "H\u200ba\u200blcyon"),
        ("(UHJvamVjdCBIYWxjeW9u)", "(Project Halcyon)"),
        ("UHJvamVjdCBIYWxjeW", "Project Halcy"),
        ("UHJvamVjdCBIYWxjeW9uI", "Project Halcyon"),
        ("UHJvamVjdCBIw6RsY3lvbg==", "Project Hälcyon"),
        ("aGVsbG8+d29ybGQ/IGhlbGxvIHdvcmxkIQ==", "hello>world? hello world!"),
        ("aGVsbG8-d29ybGQ_IGhlbGxvIHdvcmxkIQ==", "hello>world? hello world!"),
        ("UHJvamVjdCBI" + "AAAA////", "Project H"),
    ],
)
def test_base64(text: str, read: str) -> None:
    folded = decode_base64(text)
    assert folded is not None
    assert folded.text.startswith(read)
    assert "base64" in folded.used(0, len(folded.text))


def test_base64_leads_back_to_its_groups() -> None:
    text = "x SGFsY3lvbg== y"
    folded = decode_base64(text)
    assert folded is not None
    assert folded.original(2, 9) == (2, 14)
    assert folded.original(5, 6) == (6, 10)
    assert origins(text, folded)[8] == "bg=="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "100% sure, 5 %, %zz %1",
        "50%0A",
        "AT&T, R&amp;D &lt;b&gt; &quot;x&quot; & so on",
        "&nosuchname; &; &#; &#x;",
        "password Project Halcyon",
        "/usr/share/dictionaries/words",
        "abcdefgh",
        "ailments and dissents, Michelle",
        "disneyland, anticipated, encryption, Millennium, feelings, answer=",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "SGF",
        "Y2F0",
        "dGVzdA==",
    ],
)
def test_what_stays(text: str) -> None:
    for stage in (decode_percent, decode_entities, decode_base64):
        assert stage(text) is None, stage


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_percent_undoes_what_was_encoded(said: str) -> None:
    text = "".join(f"%{byte:02X}" for byte in ("A" + said).encode())
    folded = decode_percent(text)
    assert folded is not None
    assert folded.text == "A" + said
    assert all(
        len(piece) == 3 * len(char.encode())
        for piece, char in zip(origins(text, folded), folded.text, strict=True)
    )


@given(st.text("abc XYZ019.,@:/-_='", min_size=9, max_size=60))
def test_base64_undoes_what_was_encoded(said: str) -> None:
    text = base64.b64encode(said.encode()).decode()
    folded = decode_base64(text)
    assert folded is not None
    assert folded.text == said
    assert folded.original(0, len(said)) == (0, len(text))


ENCODED = st.lists(
    st.sampled_from(
        [
            "%41",
            "%",
            "%c3%a4",
            "%ff",
            "&#65;",
            "&#",
            "&amp;",
            "&shy;",
            "x",
            "SGFsY3lvbg==",
            "SGFs",
            "=",
            " ",
            "ä",
        ]
    ),
    max_size=12,
).map("".join)


@given(ENCODED)
def test_ways_back_are_in_order_and_lose_nothing(text: str) -> None:
    for stage in (decode_percent, decode_entities, decode_base64):
        folded = stage(text)
        if folded is None:
            continue
        assert list(folded.starts) == sorted(folded.starts)
        assert list(folded.ends) == sorted(folded.ends)
        assert len(folded.text) == len(folded.starts) == len(folded.ends) == len(folded.folds)
        assert all(
            0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
        )
        covered = {
            place
            for start, end in zip(folded.starts, folded.ends, strict=True)
            for place in range(start, end)
        }
        assert covered == set(range(len(text)))


@given(ENCODED)
def test_entities_are_read_as_html_reads_them(text: str) -> None:
    folded = decode_entities(text)
    assert folded is None or folded.text == html.unescape(text)


def test_many_different_references_are_all_read() -> None:
    numbers = range(0x100, 0x100 + 2 * decoding._KEPT)
    folded = decode_entities("".join(f"&#{number};" for number in numbers))
    assert folded is not None
    assert folded.text == "".join(map(chr, numbers))
