"""How a dealership's own name, logo and colour look on what is made for people: always readable."""

from __future__ import annotations

import base64
from dataclasses import dataclass

_WHITE, _BLACK = "#FFFFFF", "#000000"
OUR_COLOUR = "#1F3A5F"
_READABLE = 5.0
"""The least contrast of text in the dealership's colour (WCAG 2.2 AA, 1.4.3, asks for 4.5)."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Look:
    """Name, logo and colours of everything that is made for people."""

    name: str = ""
    colour: str = OUR_COLOUR
    """Of what has text on it: the heads of tables."""
    logo: bytes | None = None
    """A PNG or a JPEG."""

    @property
    def on_colour(self) -> str:
        """Black or white, whichever is read better on the colour."""
        return max(_WHITE, _BLACK, key=lambda each: contrast(each, self.colour))

    @property
    def ink(self) -> str:
        """The colour as text on white: as it is, or as dark as it has to be."""
        part = 100
        while contrast(mixed(self.colour, _BLACK, part), _WHITE) < _READABLE:
            part -= 5
        return mixed(self.colour, _BLACK, part)

    @property
    def pale(self) -> str:
        """Behind black text."""
        return mixed(self.ink, _WHITE, 8)

    @property
    def rule(self) -> str:
        """Of lines between cells."""
        return mixed(self.ink, _WHITE, 32)

    @property
    def bar(self) -> str:
        """Of the bars of charts: seen on white, also in grey."""
        return mixed(self.ink, _WHITE, 75)

    @property
    def logo_kind(self) -> str | None:
        """`image/png`; None where there is no logo, or one of another kind."""
        logo = self.logo or b""
        return next((kind for head, kind in _PICTURES.items() if logo.startswith(head)), None)

    @property
    def logo_link(self) -> str | None:
        """The logo as an address that holds the picture itself."""
        if self.logo is None or self.logo_kind is None:
            return None
        return f"data:{self.logo_kind};base64,{base64.b64encode(self.logo).decode()}"


OURS = Look()


def mixed(colour: str, other: str, percent: int) -> str:
    """So many per cent of a colour, the rest of another."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round((one * percent + two * (100 - percent)) / 100):02X}" for one, two in parts)


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
        for value in (each / 255 for each in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
