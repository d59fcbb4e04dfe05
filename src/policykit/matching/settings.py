"""Settings with a secret for a value, as people write them: JSON, YAML, ini, shells and programs.

`SETTING` is the shape: a name that promises a secret, what stands between, and a value. What the shape
matched is taken apart by the same expression and its value graded by its characters alone: a placeholder
or an expression of a program is no secret, letters mixed with digits or symbols most likely are, and a
plain word is one only where it is given as a value. Nothing here knows how a grade becomes a confidence.
"""

from __future__ import annotations

import enum
import math
from collections import Counter

import attrs
import regex

__all__ = [
    "NAMES",
    "SETTING",
    "SHORT_NAMES",
    "Grade",
    "Setting",
    "grade",
    "is_chosen",
    "is_filled_in",
    "setting_of",
]

# Names of settings that hold a secret. `secret`, `token` and `credential` are words of prose as well, so
# that only a value with the looks of a secret counts after them (see `grade`).
NAMES = (
    r"(?:passw(?:or)?[dt]|kennwort|contrase[nñ]a|mot[_-]de[_-]passe|pwd|pass[_-]?(?:phrase|code)"
    r"|(?:api|auth|access|account|app(?:lication)?|service|client|private|priv|db|database|encrypt(?:ion)?"
    r"|signing|master|admin|license|storage|consumer|session|shared|sas|hmac)[_ -]?key"
    r"|secrete?|token|credentials?)"
)
SHORT_NAMES = r"p(?:ass|w)(?![A-Za-z])"  # a word of its own: `db_pass`, `PASS`
REST = r"[A-Za-z0-9_.-]{0,30}(?:\[\w{0,20}\])?"
# A quote may be escaped; a bracket or a comma separates only where a quoted value follows, white space
# alone only where a straight quote does.
BETWEEN = (
    r"\\{0,3}[\"'`)\]]{0,3}\s{0,16}"
    r"(?:[:=!]?={1,2}>?|:|->|\((?=@?\\{0,3}[\"'`])|(?<=[\"']),(?=\s{0,4}\\{0,3}[\"'])|(?<=\s)(?=@?[\"']))"
    r"\s{0,16}"
)
VALUE = (
    r"(?:@?\\{0,3}\"[^\"\r\n█]{3,160}\"|@?\\{0,3}'[^'\r\n█]{3,160}'|`[^`\r\n█]{3,160}`"
    r"|[^\s\"'`█]{4,159}[^\s\"'`█.,;:!?)\]])"
)
SETTING = rf"(?i)(?:{NAMES}|(?<![A-Za-z0-9]){SHORT_NAMES}){REST}{BETWEEN}{VALUE}"

SHORTEST_WORD = 4
SHORTEST_CHOSEN, SHORTEST_IN_PROSE, LONG = 5, 10, 20
FEWEST_SYMBOLS = 4
# Bits of entropy a character: random base 64 of 20 characters has about 4, English words stay below 3.5.
LEAST_RANDOMNESS = 3.5
# Hexadecimal digits have at most 4; a repeated block such as `deadbeef` has 2.
LEAST_HEXADECIMAL = 2.5

_PARTS = regex.compile(rf"(?i)((?:{NAMES}|{SHORT_NAMES}){REST})({BETWEEN})({VALUE})")
_NEXT_PARAMETER = regex.compile(r"&(?=\w+=)")
_PASSWORD = regex.compile(r"(?i)(?:passw(?:or)?[dt]|kennwort|contrase[nñ]a|pass[_-]?(?:phrase|code)|pwd)")
_PROSE = regex.compile(r"(?i)(?:secrete?|token|credentials?)s?")
# Names that end so tell about the secret: its length, its place, its digest.
_ABOUT = regex.compile(
    r"(?i).*(?:length|type|name|ur[il]|endpoint|path|file|field|hash(?:ed)?|digest|policy|count|limit|expir\w*"
    r"|regex|min|max|label|hint|prompt|arn|version|colou?r|placeholder|title|text|input|error|message|column"
    r"|format|algorithm|strength|reset|public)[\W_]*"
)
_QUOTES = "\"'`"
_SYMBOLS = frozenset("!#$%&*+=?@^~|{}()[]<>;,:¿¡")
_INNER_SYMBOL = regex.compile(r"\p{L}[!#$%&*+=?@^~|]+[\p{L}\p{N}]")
_WORDS = regex.compile(r"[\p{L}_-]{5,40}")


def _any_of(*shapes: str) -> regex.Pattern[str]:
    return regex.compile("(?i)" + "|".join(shapes))


# What stands where a value will be.
_STAND_IN = _any_of(
    # brackets and signs of templates: <x>, ${X}, $X, {{x}}, %(x)s, [x], #{x}, @x@, __X__, :x
    r"<[^<>]*>|&lt;.*|\$+[{(].*|\$\$?[A-Za-z_][\w.:]*|\{\{?.*\}?\}|%\(?\w*\)?[%sd]|\[[^\[\]]*\]|\#\{.*\}"
    r"|@[\w.-]+@|__\w+__|:\w+",
    # one sign over and over: ****, xxxx, ....
    r"[\w-]{0,8}x{5,}\w{0,3}|(?:[*•.#?_-]\s?){3,}.*|(.)\1{2,}[-_ ]?(?:\1|[-_ ])*",
    # an order to the reader, or a word that says what it is
    r"(?:your|enter|insert|replace|put|use|add|paste|type|choose|set|change|dummy|example|sample|fake|redacted"
    r"|hidden|masked|placeholder|removed|censored|todo|tbd)"
    r"(?:[^a-z].*|(?:me|it|here|this|value|key|pass|password|token|secret)?[\W\d_]*)",
    r"your\w*|.*(?:[_\W]here|placeholder|redacted|fake|dummy|changeme|change_me|example\.com)\W*",
    # the same in German, French and Spanish: `hier_dein_passwort`, `cambiame_por_favor`, `votre-cle-ici`
    r"(?:(?:hier|dein\w{0,2}|euer|ihr|eigenes|eintragen|einsetzen|platzhalter|bitte|ändern|aendern|passwort|kennwort"
    r"|schl(?:ü|ue)ssel|aqu[ií]|ac[aá]|tu|su|va|la|el|tuya|por|favor|c[aá]mbia(?:me|la|lo)?|pon|clave"
    r"|contrase(?:ñ|n|ni)a|secreto|ici|votre|ton|ta|changez|change|moi|mettez|mettre|remplace[rz]?|mdp|mot|de|passe"
    r"|cl[eé]|jeton|key|token|secret|api)(?:[\W_]+|$)){2,8}",
    # the name of the thing in place of the thing
    r"(?:my|the|some|any|new|old|current|an?)?[\W_]?(?:user(?:name)?[\W_]?)?"
    r"(?:passw(?:or)?d|passwort|pass|pwd|pw|secret|token|(?:api|secret|access|private)?[\W_]?key|credentials?"
    r"|value)[\W_]?",
    r"null|nil|none|true|false|undefined|required|optional|string|str|text|params?|n/?a|not[\W_]?set|unset|foo"
    r"|bar|baz|test(?:ing)?",
    # words of a form: `Enter your password`
    r".*\s(?:password|passwort|mot de passe|contraseña)\W*|(?:password|passwort|mot de passe|contraseña)\s.*",
    # names of methods and products that have digits
    r"sha-?\d{1,3}|md5|bcrypt|utf-?8|base-?64|2fa|mfa|1password|bearer|basic|oauth2?|saml2?|http2?",
)
# What a program computes: a call, a member, an index, an operator between names.
_EXPRESSION = _any_of(
    r"(?:new\s|await\s|return\s)?[a-z_$][\w$]*(?:(?:\.|->|::)[a-z_$][\w$]*)*(?:\(|\[|->|::|\s[+|?&]).*",
    r"(?:process|os|env|config|settings|self|this|var|local|module|secrets?|vault|data|params|request|req|ctx"
    r"|props|app|args|options|opts|cfg|conf|user|input|event)(?:\.|->).+",
    r"[a-z_]\w*(?:\.[a-z_]\w*)+|[&*!][a-z_].*|\(.*|\s*[+.,)].*",
)
# Values that have letters and digits and are none the less no secret.
_PLAIN = _any_of(
    # numbers with a unit or an ordinal ending, versions, dates
    r"v?\d+(?:[.,:/_-]\d+)*(?:[bcdfghkmpstvwx]|[kmgt]i?b|[munp]?s|min|hrs?|[mck]m|k?g|p?x|em|r?pt|[kmg]?hz|fps"
    r"|usd|eur|gbp|mph|kph|%|\+)?(?:[-/][a-z]+)?|\d{1,4}(?:st|nd|rd|th|am|pm)",
    r"\d{1,3}-?(?:char(?:acter)?s?|digits?|letters?|words?|symbols?|days?|weeks?|months?|years?|minutes?|bits?"
    r"|bytes?)",
    # addresses, queries, paths, files, selectors, handles and options
    r"[a-z][a-z+.-]*://.*|www\..*|arn:.*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w./:%=&?-]*[?&]\w+=[\w./:%=&-]*",
    r"(?-i:(?:[A-Za-z]:\\|[./~]+)?(?:(?:[A-Z]?[a-z_.~@#:-]+\d{0,4}|[A-Z_]+|\d{1,4})[/\\])+[\w.~@#:-]{0,40})",
    r"[\w-]+\.[a-z]{2,4}\d?|[#@.][\w-]+|--[a-z].*",
    # words joined by signs, with a number behind them at most
    r"[a-z]+(?:[-_.][a-z]+)+(?:[-_.]\d{1,2})?|[a-z]{1,4}\d{1,3}|[a-z]+-\d{1,3}|\p{L}+[’'-]\p{L}+",
)
_IDENTIFIER = _any_of(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = _any_of(
    *(rf"[0-9a-f]{{{size}}}" for size in (32, 40, 56, 64, 96, 128)),
    r"\$(?:1|2[abxy]?|5|6|y|argon2(?:id?|d)|pbkdf2[\w-]*|scrypt)\$.*",
    r"(?:pbkdf2_\w+|bcrypt\w*|argon2\w*|sha\d{1,3}|md5)\$.*|\{\w+\}.+|sha(?:1|256|384|512)[-:=].*",
)


class Grade(enum.IntEnum):
    """How much the value of a setting looks like a secret."""

    NONE = 0
    PHRASE = 1
    """A word where a word of prose could stand, or several words: it may be about the secret."""
    WORD = 2
    """One word in quotes, given as the value of a password or key."""
    RANDOM = 3
    """Characters that no word is made of."""


@attrs.frozen
class Setting:
    """A setting taken apart: `name`, what stands `between`, and the `value` without its quotes."""

    name: str
    between: str = attrs.field(repr=False)
    value: str = attrs.field(repr=False)
    quoted: bool


def setting_of(candidate: str) -> Setting | None:
    """Take apart what `SETTING` matched; None for any other text."""
    found = _PARTS.fullmatch(candidate)
    if found is None:
        return None
    name, between, value = found.groups()
    if value.lstrip("@\\")[0] in _QUOTES:
        return Setting(name, between, value.strip("@\\").strip(_QUOTES).strip("\\"), quoted=True)
    # in the query of an address the next parameter follows
    return Setting(name, between, _NEXT_PARAMETER.split(value, 1)[0], quoted=False)


def randomness(text: str) -> float:
    """The Shannon entropy of a text, in bits a character; 0 for an empty one."""
    size = len(text)
    return -sum(count / size * math.log2(count / size) for count in Counter(text).values())


def is_filled_in(value: str) -> bool:
    """Whether a value is neither empty, nor a stand-in such as `<password>`, nor what a program computes."""
    return (
        any(map(str.isalnum, value)) and not _STAND_IN.fullmatch(value) and not _EXPRESSION.fullmatch(value)
    )


def is_chosen(value: str) -> bool:
    """Whether a word has the looks of a chosen secret: letters with digits or symbols inside.

    A number with a unit, a version, an address, a path, a UUID and a digest have letters and digits too,
    and are none.
    """
    if not any(map(str.isalpha, value)):
        return False
    if any(shape.fullmatch(value) for shape in (_STAND_IN, _PLAIN, _IDENTIFIER, _DIGEST)):
        return False
    return (
        any(map(str.isdecimal, value))
        or len(_SYMBOLS.intersection(value)) >= FEWEST_SYMBOLS
        or _INNER_SYMBOL.search(value) is not None
        or (len(value) >= LONG and value.lower() != value and randomness(value) >= LEAST_RANDOMNESS)
    )


def grade(setting: Setting) -> Grade:
    """How much the value of a setting looks like a secret."""
    prose = _PROSE.fullmatch(setting.name) is not None
    password = _PASSWORD.search(setting.name) is not None
    value = setting.value
    if _ABOUT.fullmatch(setting.name) or not is_filled_in(value) or (value.isdecimal() and not password):
        return Grade.NONE
    if _IDENTIFIER.fullmatch(value) or _DIGEST.fullmatch(value):
        # an API key is often 32 or 40 hexadecimal digits; after `password` those are its digest
        hexadecimal = value.isalnum() and not password and randomness(value) > LEAST_HEXADECIMAL
        return Grade.RANDOM if hexadecimal else Grade.NONE
    if not setting.quoted and setting.between.strip() == ":" and _PASSWORD.fullmatch(setting.name):
        return Grade.NONE  # how people tell a password, which phrases and patterns find
    if any(map(str.isspace, value)):
        return Grade.NONE if prose else Grade.PHRASE
    if is_chosen(value) and len(value) >= (SHORTEST_IN_PROSE if prose else SHORTEST_CHOSEN):
        return Grade.RANDOM
    if prose or not any(sign in setting.between for sign in ":=(,"):
        return Grade.NONE
    if setting.quoted:
        return Grade.WORD if len(value) >= SHORTEST_WORD else Grade.NONE
    return Grade.PHRASE if "=" in setting.between and _WORDS.fullmatch(value) else Grade.NONE
