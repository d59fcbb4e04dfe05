"""The names of HTML as tables: what elements do to a text, which attributes are ordinary.

Nothing is decided here. The elements are those of the HTML standard, obsolete ones included, with what the
style sheet in it ("15.3 Non-replaced elements") makes of them: which break lines, which keep white space,
which nobody sees. `text.html_elements` reads the tables about elements, `text.html` those about attributes.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "BARRIERS",
    "BREAKS",
    "DESCRIBED",
    "ENDS",
    "ENDS_PARAGRAPH",
    "FORMATTING",
    "HEADINGS",
    "KEEP_SPACE",
    "KNOWN_ELEMENTS",
    "LOOKED_THROUGH",
    "MARKERS",
    "NEVER_SEEN",
    "RAW_TEXT",
    "SPECIAL",
    "TABLE_PARTS",
    "UNREMARKABLE",
    "VOID",
]

_LINES = "br dd dt legend option summary td th"
_PARAGRAPHS = """
    address article aside blockquote body caption center details dialog dir div dl fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html li listing main menu nav ol
    optgroup p plaintext pre search section select table tbody textarea tfoot thead tr ul xmp
"""
BREAKS: Mapping[str, int] = dict.fromkeys(_LINES.split(), 1) | dict.fromkeys(_PARAGRAPHS.split(), 2)
"""How many line breaks stand before and after an element; elements that are not listed make none."""

_EMPTY = """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
"""
VOID = frozenset(_EMPTY.split())
"""Elements without content and end tag."""

RAW_TEXT: Mapping[str, tuple[str | None, bool]] = {
    "iframe": ("hidden element", False),
    "noembed": ("hidden element", False),
    "noframes": ("hidden element", False),
    "plaintext": (None, False),
    "script": ("script", False),
    "style": ("style", False),
    "textarea": (None, True),
    "title": ("metadata", True),
    "xmp": (None, False),
}
"""Elements whose content holds no tags: where it is hidden, if it is, and whether references count in it."""

NEVER_SEEN = frozenset(("audio", "canvas", "datalist", "dialog", "noscript", "rp", "template", "video"))
"""Elements whose content a reader does not see, a dialog unless it is open; with scripts switched on."""

KEEP_SPACE = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))

_INLINE = """
    a abbr acronym applet b bdi bdo big blink button cite code colgroup data del dfn em font head i ins
    kbd label map mark marquee math meter nobr object output picture progress q rb rt rtc ruby s samp
    slot small span strike strong sub sup svg time tt u var
"""
KNOWN_ELEMENTS = VOID | NEVER_SEEN | frozenset((*BREAKS, *RAW_TEXT, *_INLINE.split()))
"""Elements that are part of HTML; the name of any other is something that somebody wrote."""

_NO_BREAK = frozenset(("applet", "button", "colgroup", "head", "marquee", "noscript", "object", "template"))
SPECIAL = (frozenset(BREAKS) | frozenset(RAW_TEXT) | _NO_BREAK) - {"dialog"}
"""Elements that the end tag of an ordinary one does not close (HTML, 13.2.4.2)."""

MARKERS = frozenset(("applet", "caption", "marquee", "object", "td", "template", "th"))
"""Elements that formatting does not outlive (HTML, "list of active formatting elements")."""

BARRIERS = MARKERS | {"html", "select", "table"}
"""Elements that no end tag of a special one reaches beyond (HTML, "has an element in scope")."""

_FORMATTING = "a b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(_FORMATTING.split())
"""Elements that go on in the next block where their end tag is missing."""

TABLE_PARTS = frozenset(("caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_SECTIONS = ("tbody", "tfoot", "thead")
ENDS: Mapping[str, tuple[str, ...]] = {
    "button": ("button",),
    "li": ("li",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "option": ("option",),
    "optgroup": ("option", "optgroup"),
    "tr": ("tr", "caption", "colgroup"),
    "td": ("td", "th"),
    "th": ("td", "th"),
} | dict.fromkeys(_SECTIONS, (*_SECTIONS, "caption", "colgroup"))
"""A start tag, and the open elements that it ends, one of each name."""

LOOKED_THROUGH = frozenset(("address", "div", "p"))
"""Special elements beyond which a list item still ends the one before it."""

_BLOCKS = """
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search
    section summary table ul xmp
"""
ENDS_PARAGRAPH = frozenset(_BLOCKS.split())
"""Start tags that end an open paragraph."""

_NAMED = """
    abbr accept action alt aria-description aria-label aria-placeholder aria-roledescription aria-
    valuetext cite class data datetime download formaction headers id label lang name pattern
    placeholder poster rel role sizes src srcdoc srcset style summary target title type value
"""
DESCRIBED: Mapping[str, str] = {"href": "link target", "content": "metadata"} | {
    name: f"attribute {name}" for name in _NAMED.split()
}
"""What the values of attributes are called where they are found; those of others are `attribute`."""

_OTHERS = """
    align allow allowfullscreen alink async autocapitalize autocomplete autofocus autoplay autocorrect
    axis background bgcolor border bordercolor cellpadding cellspacing char charoff charset checked
    clear color cols colspan compact contenteditable controls coords crossorigin d decoding default
    defer dir dirname disabled draggable embedtype enctype enterkeyhint face fill for form format frame
    frameborder height hidden high hreflang hspace http-equiv imagesizes imagesrcset inert inputmode
    integrity is ismap itemid itemprop itemref itemscope itemtype kind linktype list loading longdesc
    loop low marginheight marginwidth max maxlength media method min minlength multiple muted nohref
    nonce noshade novalidate nowrap open optimum ping playsinline points popover preload property
    readonly referrerpolicy required reversed rows rowspan rules sandbox scope scrolling selected shape
    size slot span spellcheck start step stroke stroke-width tabindex text transform translate usemap
    valign valuetype version viewbox vlink vspace width wrap x xmlns y
"""
UNREMARKABLE = frozenset((*DESCRIBED, *_OTHERS.split()))
"""Attributes that are part of HTML or of what editors store; any other name somebody made up."""
