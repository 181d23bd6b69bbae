"""Whether a picture can be the logo of pages and workbooks."""

from __future__ import annotations

import io
import struct

from workbook_crm.model.brand import Look
from workbook_crm.model.language import Name

MOST_BYTES = 200_000
"""A page holds its logo: what is larger makes every page slow."""
_NO_PICTURE = Name("它不是 PNG 或 JPEG 图片，或者已经损坏", "it is no PNG or JPEG, or it is damaged")


def fault_of(logo: bytes) -> Name | None:
    """Why it cannot; None where it can."""
    if len(logo) > MOST_BYTES:
        return Name(
            f"它有 {len(logo):,} 字节，最多 {MOST_BYTES:,} 字节",
            f"it has {len(logo):,} bytes, of {MOST_BYTES:,} at most",
        )
    return None if Look(logo=logo).logo_kind and _can_be_drawn(logo) else _NO_PICTURE


def _can_be_drawn(logo: bytes) -> bool:
    from xlsxwriter.exceptions import XlsxWriterException  # slow to import, and only where there is a logo
    from xlsxwriter.image import Image

    try:
        return bool(Image(io.BytesIO(logo)).height)
    except (XlsxWriterException, struct.error):
        return False
