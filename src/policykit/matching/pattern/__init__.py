"""The language in which an author writes a pattern: read, bounded, translated and measured.

Our own reader turns a pattern into a tree (`syntax`), so that its width, its reach and its cost are
known before any engine sees it. From the tree come the source for the confirming engine (`source`), a
looser expression for the prefilter (`screening`) and the texts that would make it slow (`growth`).
Nothing here knows rules, policies or files; a pattern is a string in and a value out.
"""
