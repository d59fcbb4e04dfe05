"""What is looked for in a text: patterns, phrases, validators, and the scanners that find them all at once.

`pattern` reads and screens patterns, `phrases` and `validators` know the other two; `expressions` plans what
a scanner compiles, `hyper` and `portable` are the two scanners. No rule and no decision is known here. Import
each name from the module that defines it.
"""
