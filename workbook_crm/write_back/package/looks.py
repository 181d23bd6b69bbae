"""How the summing-up sheet looks: a font, a fill, a border and an alignment for each Look."""

from __future__ import annotations

from workbook_crm.model.marks import Look, Tone
from workbook_crm.model.named_tuple import NamedTuple

from .tones import key_color

_DARK, _LINK = "FF1F3A5F", "FF0563C1"


class Dress(NamedTuple):
    """What a look is made of; colours are ARGB, sizes are points more than the workbook's own font."""

    bold: bool = False
    larger: float = 0
    color: str | None = None
    fill: str | None = None
    lined: bool = False
    alignment: bytes = b'<alignment vertical="top" wrapText="1"/>'


_CENTERED = b'<alignment horizontal="center" vertical="top"/>'
_ONE_LINE = b'<alignment vertical="center"/>'

DRESSES = {
    Look.TITLE: Dress(bold=True, larger=5, color=_DARK, alignment=_ONE_LINE),
    Look.CALL: Dress(bold=True, larger=1, color=_DARK),
    Look.HEADING: Dress(bold=True, larger=1, color=_DARK, alignment=_ONE_LINE),
    Look.HEADER: Dress(bold=True, color="FFFFFFFF", fill=_DARK, lined=True),
    Look.TEXT: Dress(),
    Look.COUNT: Dress(alignment=_CENTERED),
    Look.ERROR: Dress(fill=key_color(Tone.ERROR, 0), lined=True),
    Look.WARNING: Dress(fill=key_color(Tone.WARNING, 0), lined=True),
    Look.REPLY: Dress(fill="FFFFFFE0", lined=True),
    Look.NOTE: Dress(fill=key_color(Tone.NOTE, 0), lined=True),
}


def font_xml(dress: Dress, own_font: bytes, size: float, *, link: bool, prefix: bytes) -> bytes:
    """The workbook's own font, dressed; `own_font` is its name, family, charset and scheme as written."""
    color = _LINK if link else dress.color
    pieces = [b"<%sfont>" % prefix]
    if dress.bold:
        pieces.append(b"<%sb/>" % prefix)
    if link:
        pieces.append(b"<%su/>" % prefix)
    pieces.append(b'<%ssz val="%s"/>' % (prefix, f"{size + dress.larger:g}".encode()))
    if color:
        pieces.append(b'<%scolor rgb="%s"/>' % (prefix, color.encode()))
    return b"".join((*pieces, own_font, b"</%sfont>" % prefix))


def border_xml(prefix: bytes) -> bytes:
    """A thin grey line all around."""
    sides = b"".join(
        b'<%s%s style="thin"><%scolor rgb="FFBFBFBF"/></%s%s>' % (prefix, side, prefix, prefix, side)
        for side in (b"left", b"right", b"top", b"bottom")
    )
    return b"<%sborder>%s<%sdiagonal/></%sborder>" % (prefix, sides, prefix, prefix)
