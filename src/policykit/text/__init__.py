"""What can be said of a text without a policy: its readings, its units, its sentences and clauses.

Pure functions over `str`: no policy, no pattern and no finding is known here. Offsets count Unicode code
points and ranges are half-open. Import from the module that defines a name; this page exports nothing.
"""
