"""detect-secrets as one of the tools: its typed plugins on every line of a text, as its `--string` mode does.

Its two entropy plugins are off: on lines of prose they report nearly everything. Its filters are the
default ones; the one that would ask a vendor's server whether a key is live is left out, as nothing here
opens a connection. A secret is reported without a place, so its first occurrence in the line is taken.
Runs in an interpreter that has detect-secrets.
"""

from __future__ import annotations

import platform
from importlib.metadata import version

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.scan import scan_line
from detect_secrets.settings import default_settings, get_settings

from benchmarks.accuracy.protocol import Hit, serve

ENTROPY = ("Base64HighEntropyString", "HexHighEntropyString")


def main() -> None:
    with default_settings() as settings:
        get_settings().disable_filters(
            "detect_secrets.filters.common.is_ignored_due_to_verification_policies"
        )
        for name in ENTROPY:
            settings.plugins.pop(name, None)
        types = sorted(
            secret_type
            for secret_type, plugin in get_mapping_from_secret_type_to_class().items()
            if plugin.__name__ not in ENTROPY
        )
        about = {
            "tool": "detect-secrets",
            "version": version("detect-secrets"),
            "python": platform.python_version(),
            "with": {},
            "names": types,
            "recognisers": len(types),
        }
        serve(about, find)


def find(text: str) -> list[Hit]:
    hits = []
    start = 0
    for line in text.splitlines(keepends=True):
        for secret in scan_line(line.rstrip("\r\n")):
            value = secret.secret_value or ""
            place = start + max(line.find(value), 0)
            hits.append(Hit((secret.type,), place, place + len(value), 1.0))
        start += len(line)
    return hits


if __name__ == "__main__":
    main()
