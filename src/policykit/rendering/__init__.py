"""How a value is shown to people: pure functions from a value to a `str`.

A rendering takes an audience and, if the caller hands it back, the judged text; without the text it shows
places and never words. Whatever comes from a text or a file is shown with its control, bidi and invisible
characters escaped, so that no output can play tricks on a terminal. No colour, no I/O and no wording of a
policy is decided here: colour belongs to `cli`, the words of a rule to its author.
"""
