"""How long an example may take is not for Hypothesis to say: others use the machine, and the first compiles.

What has to be quick is measured by `growth.py`.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
