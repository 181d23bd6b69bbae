"""Vehicle identification numbers with a true check digit (ISO 3779; 49 CFR 565.15, table III to V)."""

from __future__ import annotations

_VALUES = {**{str(digit): digit for digit in range(10)}, **dict(zip("ABCDEFGH", range(1, 9), strict=True))}
_VALUES |= {"J": 1, "K": 2, "L": 3, "M": 4, "N": 5, "P": 7, "R": 9}
_VALUES |= dict(zip("STUVWXYZ", range(2, 10), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def with_check_digit(vin: str) -> str:
    """Seventeen characters with the ninth replaced by the digit that proves the others."""
    rest = sum(_VALUES[each] * weight for each, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return vin[:8] + ("X" if rest == 10 else str(rest)) + vin[9:]
