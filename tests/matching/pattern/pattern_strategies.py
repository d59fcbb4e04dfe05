"""Hypothesis strategies for pattern sources and for the texts that tell them apart."""

from __future__ import annotations

from hypothesis import strategies as st

# Letters whose cases are odd (k, s, i, sharp s, sigma, mu, a ring), digits and spaces of several scripts,
# signs that are syntax, an emoji, a combining mark, line breaks, half a code point.
TEXT_ALPHABET = (
    "abkKsSiI\u212a\u017f\u0130\u0131\u00df\u1e9e\u03c3\u03c2\u03a3\u00b5\u03bc\u00e5\u212b"
    "09\u0661 \u00a0\n\r_-.,@?\u2019\U0001f600\u0301\u4e2d\ud800"
)

texts = st.text(alphabet=TEXT_ALPHABET, max_size=24)

_LITERALS = [
    "a",
    "b",
    "k",
    "K",
    "s",
    "S",
    "i",
    "I",
    "ß",
    "σ",
    "Σ",
    "µ",
    "å",
    "0",
    " ",
    "-",
    "_",
    "@",
    r"\.",
    r"\n",
]
_CLASSES = [
    *(
        r"\d",
        r"\w",
        r"\s",
        r"\D",
        r"\W",
        r"\S",
        ".",
        "[ab]",
        "[a-k]",
        "[^a]",
        "[^?]",
        r"[^\s@]",
        r"[\w.-]",
        "[A-Z]",
        "[0-9]",
    ),
    *(
        r"\p{L}",
        r"\p{Lu}",
        r"\P{L}",
        r"[\p{Nd}_]",
        r"\p{Greek}",
        "[é-ü]",
        "[α-ω]",
        r"[^\d\n]",
        r"[\W_]",
        "[I-K]",
    ),
]
_ANCHORS = [r"\b", r"\B", "^", "$", r"\A", r"\Z", r"\b", r"\b"]
_QUANTIFIERS = ["?", "*", "+", "{2}", "{1,3}", "{,2}", "{0,12}", "{3,}", "??", "+?", "{1,2}?"]

singles = st.sampled_from(_LITERALS + _CLASSES)


def _repeated(body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(body, st.sampled_from(_QUANTIFIERS)).map("".join)


def _extended(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    grouped = inner.map("(?:{})".format)
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
        _repeated(grouped),
        inner.map("(?i:{})".format),
        inner.map("(?s:{})".format),
        inner.map("(?m:{})".format),
        st.tuples(st.sampled_from(["(?=", "(?!", "(?<=", "(?<!"]), singles).map(
            lambda pair: f"{pair[0]}{pair[1]})"
        ),
    )


sources = st.tuples(
    st.sampled_from(["", "", "(?i)", "(?m)", "(?s)", "(?im)"]),
    st.sampled_from(["", "", r"\b", "^", "a", "k"]),
    st.recursive(
        st.one_of(singles, singles, _repeated(singles), st.sampled_from(_ANCHORS)), _extended, max_leaves=8
    ),
    st.sampled_from(["", r"\b", "$", "a", r"\d", "[^a]", "s", r"\Z"]),
).map("".join)
