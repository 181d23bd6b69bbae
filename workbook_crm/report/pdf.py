"""The lists as PDF, by WeasyPrint: an extra, for the library stands on Pango, which not every machine has."""

from __future__ import annotations

import logging
from importlib.util import find_spec


def can_print() -> bool:
    """Whether the extra is installed, and what it stands on."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, which loads Pango
    except OSError:
        return False
    return True


def printed_pdf(page: bytes) -> bytes:
    """A page of ours as PDF; nothing is fetched for it. Raises ImportError, or OSError without Pango."""
    from weasyprint import HTML, URLFetcher  # slow to import, and only where it is asked for

    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of rules that are for browsers
    content: bytes = HTML(
        string=page.decode(), url_fetcher=URLFetcher(allowed_protocols=("data",))
    ).write_pdf()
    return content
