"""The evasion benchmark draws what it says: the same draw for a seed, and every secret still readable."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from random import Random
from urllib.parse import unquote

import pytest
from benchmarks.evasion import draws as drawing
from benchmarks.evasion.__main__ import rate, report
from benchmarks.evasion.alphabets import BIDI_MARKS, BIDI_PAIRS, INVISIBLE, LEET, LOOKALIKES, SEPARATORS
from benchmarks.evasion.attacks import STEPS, Attack, separated_in_markdown
from benchmarks.evasion.draws import Verdict, draw, judged
from benchmarks.evasion.targets import FAMILIES, Family, card, github_token
from benchmarks.evasion.targets import iban as draw_iban
from benchmarks.pages import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn

from engine.policies import forbid, policy
from packs.compiled import HEAVY, NORTHWIND, TOGETHER, policy_of
from policykit.engine.policy import Policy

SECRET = "Project Halcyon 4821"
ADDED = set(INVISIBLE) | set(BIDI_MARKS) | {mark for pair in BIDI_PAIRS for mark in pair}
BACK = {stand: letter for letter, stands in LOOKALIKES.items() for stand in stands}


def read(name: str, folded: str) -> str:
    """What a reader, or a reader's decoder, makes of one fold."""
    bare = "".join(char for char in folded if char not in ADDED)
    if name == "base64":
        return base64.b64decode(folded.replace("-", "+").replace("_", "/") + "===").decode()
    return {
        "confusable": "".join(BACK.get(char, char) for char in folded),
        "compatibility": unicodedata.normalize("NFKC", folded),
        "full-width": unicodedata.normalize("NFKC", folded),
        "digits": "".join(str(unicodedata.decimal(char, char)) for char in folded),
        "combining": "".join(char for char in folded if not unicodedata.combining(char)),
        "invisible": bare,
        "bidi": bare,
        "percent": unquote(folded),
        "entity": html.unescape(folded),
        "html": re.sub(r"<[^>]*>", "", folded),
        "markdown": re.sub(r"\*|~~", "", folded),
    }[name]


def around(rest: str) -> str:
    """What the base64 says that a span leaves out.

    A group of four holds three bytes, so the last group may hold a part of an added character whose other
    bytes the span covers: such a part has to be one of an added character, and is left out.
    """
    raw = base64.b64decode(rest.replace("-", "+").replace("_", "/") + "===")
    said = raw.decode(errors="surrogateescape")
    parts = {byte for char in ADDED for byte in char.encode()}
    assert all(ord(char) - 0xDC00 in parts for char in said if "\udc80" <= char <= "\udcff"), ascii(rest)
    return "".join(char for char in said if not "\udc80" <= char <= "\udcff")


@pytest.mark.parametrize("step", [step for step in STEPS if step.name not in ("leetspeak", "separated")])
def test_a_reader_gets_the_secret(step: Attack) -> None:
    for seed in range(60):
        folded = "".join(step.apply(list(SECRET), Random(seed)))
        assert read(step.name, folded) == SECRET


def test_leetspeak_replaces_few_letters() -> None:
    (leet,) = (step for step in STEPS if step.name == "leetspeak")
    for seed in range(60):
        folded = leet.apply(list(SECRET), Random(seed))
        changed = [(old, new) for old, new in zip(SECRET, folded, strict=True) if old != new]
        assert 1 <= len(changed) <= 4
        assert all(new in LEET[old.lower()] for old, new in changed)


def test_one_separator_stands_between_all_characters() -> None:
    (step,) = (step for step in STEPS if step.name == "separated")
    for seed in range(60):
        folded = "".join(step.apply(list("Project Halcyon"), Random(seed)))
        (separator,) = set(re.sub("[A-Za-z]", "", folded)) - {" "} or {" "}
        assert separator in SEPARATORS
        words = re.split(" {3}" if separator == " " else " ", folded)
        assert [word.replace(separator, "") for word in words] == ["Project", "Halcyon"]
        assert not set("*_~|") & set("".join(separated_in_markdown(list("ab"), Random(seed))))


def test_drawn_numbers_have_their_check_digits() -> None:
    for seed in range(40):
        assert luhn.is_valid(card(Random(seed)).replace(" ", ""))
        assert iban.is_valid(draw_iban(Random(seed)))
        assert re.fullmatch(r"ghp_[0-9A-Za-z]{36}", github_token(Random(seed)))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_draw_is_the_same_for_a_seed(family: Family) -> None:
    draws = [draw(family, number, 7) for number in range(300)]
    assert draws == [draw(family, number, 7) for number in range(300)]
    assert draws != [draw(family, number, 8) for number in range(300)]
    for one in draws:
        assert 1 <= len(one.folds) <= 3
        assert one.text[one.start : one.end] != one.plain[one.plain_start : one.plain_end]
        before = one.text[: one.start].removeprefix("<p>")
        assert one.plain.startswith(before)
        assert len(before) <= one.plain_start
    assert {fold for one in draws for fold in one.folds} == set(family.folds)


@TOGETHER
@pytest.mark.parametrize(
    "family",
    [pytest.param(each, id=each.name, marks=() if each.policy == "default" else HEAVY) for each in FAMILIES],
)
def test_plain_secrets_are_found(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {"default": "default", NORTHWIND.relative_to(ROOT).as_posix(): "northwind"}
    monkeypatch.setattr(drawing, "policy_of", lambda name: policy_of(shared[name]))
    verdicts = judged((family.name, 0, 30, 7))
    assert sum(verdict.plain for verdict in verdicts) == 30


def test_the_report_shows_rates() -> None:
    family = FAMILIES[0]
    draws = [draw(family, number, 7) for number in range(50)]
    verdicts = [Verdict(one, plain=number > 0, found=number % 2 == 0) for number, one in enumerate(draws)]
    assert rate(verdicts) == 24 / 49
    written = report(family, verdicts)
    assert "49.0% of 49 draws found" in written
    assert "1 draws do not count" in written


# --- folds and what they must not do, with the attacks as the means ---------------------------------------

HARMLESS = (
    "the kettle broke", "see you on Friday", "Müller, 12 Uhr", "order 4917 6100 0000 0001", "кот и пот",
    "Привет, мир", "καλημέρα σε όλους", "می‌خواهم بروم", "Ｈｅｌｌｏ　世界", "𝓱𝓮𝓵𝓵𝓸 𝔀𝓸𝓻𝓵𝓭", "👩‍💻 ❤️ 1️⃣",
    "résumé, façade", "U.S.A. a, b, c", "λx and μm", "Ha ha, Sunday", "blue fin whales",
)  # fmt: skip
SECRETS = ("Halcyon", "Bluefin", "Contoso Health")
CARD = {"pattern": "[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}", "validator": "card"}
PLAIN_STEPS = tuple(step for step in STEPS if step.markup == "plain")
CHOSEN = st.lists(st.sampled_from(PLAIN_STEPS), min_size=1, max_size=3, unique=True)


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy({"names": forbid(list(SECRETS)), "cards": forbid(CARD)})


def disguised(said: str, chosen: list[Attack], seed: int) -> str:
    random = Random(seed)
    cells = list(said)
    for step in STEPS:
        if step in chosen and len(cells) > 1:
            cells = step.apply(cells, random)
    return "".join(cells)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(HARMLESS), min_size=1, max_size=3), CHOSEN, st.integers(0, 10**6))
def test_no_fold_adds_a_finding_to_a_harmless_post(
    judge: Policy, said: list[str], chosen: list[Attack], seed: int
) -> None:
    for text in (" ".join(said), disguised(" ".join(said), chosen, seed)):
        assert judge.evaluate(text).findings == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SECRETS), st.sampled_from(HARMLESS), CHOSEN, st.integers(0, 10**6))
def test_a_span_holds_the_whole_of_a_disguised_secret(
    judge: Policy, secret: str, before: str, chosen: list[Attack], seed: int
) -> None:
    folded = disguised(secret, chosen, seed)
    text = f"{before} {folded} {before}"
    start, end = len(before) + 1, len(before) + 1 + len(folded)
    for finding in judge.evaluate(text).findings:
        assert start <= finding.span.start < finding.span.end <= end
        rest = text[start : finding.span.start] + text[finding.span.end : end]
        said = around(rest) if "base64" in [step.name for step in chosen] else rest
        assert ADDED.issuperset(html.unescape(unquote(said))), ascii(rest)
