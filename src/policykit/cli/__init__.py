"""The command line: `policykit init`, `check`, `evaluate`, `explain`, `redact`, `schema`.

One file per verb; what they share stands in `app` (the verbs and every way to fail), `options`, `inputs`
(where texts come from), `call` (what the options mean), `terminal` and `exits`. click and rich belong to the
extra `cli` and are imported only when a command line is run.
"""

from __future__ import annotations

import sys

__all__ = ["main"]

_NEEDED = frozenset({"click", "rich"})


def main() -> None:
    """Run the command line on the arguments of this process, and exit with one of the codes in `exits`.

    Without the extra, one line on standard error says what to install and the code is 2.
    """
    try:
        import rich  # noqa: F401 - asked for here, so that its absence is told before any work is done

        from policykit.cli.app import policykit
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        sys.stderr.write('the command line needs its extra: pip install "policykit-sdk[cli]"\n')
        sys.exit(2)
    policykit(prog_name="policykit")
