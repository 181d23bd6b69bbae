"""The colours of our marks, and how a mark is told from the sender's own fill.

Each tone is one light colour whose last bits carry a number: which fill the cell had before. Number 0 is
"no fill"; others are kept in hidden defined names (see traces). A spreadsheet program that saves the answer
again renumbers styles, yet keeps colours and names; so a second pass finds its way back.
"""

from __future__ import annotations

from workbook_crm.model.marks import Tone

_BASES = {
    Tone.ERROR: 0xF8C0BB,
    Tone.WARNING: 0xFAE3A3,
    Tone.NOTE: 0xD3E3F3,
    Tone.DONE: 0xDBEFD4,
}
"""Light enough to read black text on when printed grey: 80, 89, 88, 91 % of white."""

MAX_FILLS = 512


def key_color(tone: Tone, number: int) -> str:
    """The ARGB colour of a tone on a cell whose own fill has this number."""
    base = _BASES[tone]
    red, green, blue = number >> 6 & 7, number >> 3 & 7, number & 7
    return f"FF{base ^ (red << 16 | green << 8 | blue):06X}"


def tone_number(argb: str) -> int | None:
    """The number that a colour carries if it may be one of ours."""
    if len(argb) != 8:
        return None
    try:
        color = int(argb, 16) & 0xFFFFFF
    except ValueError:
        return None
    for base in _BASES.values():
        low = color ^ base
        if low & ~0x070707 == 0:
            return low >> 10 & 0o700 | low >> 5 & 0o70 | low & 7
    return None


def worst(tones: list[Tone]) -> Tone:
    """The tone that a cell with several marks is shown in."""
    return min(tones, key=list(Tone).index)
