"""What we wrote, known again by what it says: a seal is a short number worked out from a text.

A text of ours whose seal was kept is ours as long as nobody changed a sign of it. What somebody added before
or behind it is his.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from zlib import crc32

from workbook_crm.model.marks import REPLY_MARK

SEAL_MARK = "#"
"""Before the seal of a row of our sheet."""
_FATES = ("新增", "更新", "未变", "退回", "New", "Changed", "Unchanged", "Held back")
_LONG = tuple(fate + colon for fate in _FATES for colon in ("：", ": "))
_LINES = ("【错误】", "【警告】", "【提示】", "Error: ", "Warning: ", "Note: ")
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?")
_HEADERS = {"处理结果": "处理结果(系统{})", "Result": "Result (system{})"}
"""Of our result column: as it is, and beside one of the sender's that is called so."""


@cache
def _beginnings() -> re.Pattern[str]:
    """Where a text of ours may begin within another."""
    return re.compile("|".join((*map(re.escape, _LINES), r"(?<=\n)\S")))


def seal(text: str) -> str:
    """The seal of a text, whatever its blanks and line ends are: programs do as they like with them."""
    return f"{crc32(''.join(text.split()).encode('utf-8', 'replace')):08x}"


def rest_of(text: str, seals: Collection[str]) -> str | None:
    """What of a text is not ours: all that stands before and behind what we wrote; None where all is.

    Ours begins where the text does, where one of its lines does, or with a word of ours.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for start in sorted({0, *(found.start() for found in _beginnings().finditer(text))} if seals else ()):
        if end := _end_of_ours(text[start:], seals):
            return "\n".join(filter(None, (text[:start].strip(), text[start + end :].strip())))
    return None


def begins_as_ours(text: str) -> bool:
    """Whether a note begins as ours do; a sender's may as well."""
    return text.lstrip().startswith(_LINES)


def without_our_lines(text: str) -> str:
    """What of a text is left without lines that begin as ours do: where there are no seals to tell."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line for line in lines if line.strip() and not line.startswith(_LINES))


def _end_of_ours(text: str, seals: Collection[str]) -> int:
    """Where the longest of our texts ends that this one begins with; 0 where it begins with none."""
    end, so_far = 0, 0
    for at, sign in enumerate(text, 1):
        if not sign.isspace():
            so_far = crc32(sign.encode("utf-8", "replace"), so_far)
            if f"{so_far:08x}" in seals:
                end = at
    return end


def is_own_result(text: str) -> bool:
    """Whether a text has the form in which we say what became of a row."""
    return text in _FATES or text.startswith(_LONG)


def is_told_result(text: str) -> bool:
    """The same with something told behind the fate, as nobody would write it by chance."""
    return text.startswith(_LONG)


def is_own_header(text: str) -> bool:
    """Whether a header is one of those that our result column may have."""
    return any(
        text == name or (text.startswith(other.partition("{")[0]) and text.endswith(other.partition("}")[2]))
        for name, other in _HEADERS.items()
    )


def own_headers(header: str) -> tuple[str, ...]:
    """The headers that our column may have, in the order in which they are tried."""
    other = _HEADERS.get(header, header + "(系统{})")
    return (header, *(other.format(number) for number in ("", 2, 3, 4, 5)))


def row_seal(cells: Mapping[int, object], reply: int | None = None) -> str:
    """The seal of a row of our sheet by column, without the cell that the sender fills in."""
    texts = [
        f"{column}={text}"
        for column, value in sorted(cells.items())
        if column != reply and (text := _cell_text(value))
    ]
    return SEAL_MARK + seal("|".join(texts))


def is_sealed(cells: Mapping[int, object]) -> bool:
    """Whether a row of a sheet is as we wrote it: its last cell is the seal of all before."""
    filled = {column: value for column, value in cells.items() if _cell_text(value)}
    if not filled:
        return False
    last = max(filled)
    mark = filled.get(last - 1)
    shown = {column: value for column, value in filled.items() if column < last - 1}
    return filled[last] == row_seal(shown, _reply_column(mark, last - 1))


def _reply_column(mark: object, column: int) -> int | None:
    if not isinstance(mark, str) or not mark.startswith(REPLY_MARK):
        return None
    left = mark.removeprefix(REPLY_MARK).partition(" ")[0]
    return column - int(left) if left.isdigit() else None


def _cell_text(value: object) -> str:
    """A value as it is alike whichever program read or saved it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float, Decimal)):
        return _number(str(value))
    text = str(value).strip()
    return _number(text) if _NUMBER.fullmatch(text) else text


def _number(digits: str) -> str:
    try:
        return f"{Decimal(digits).normalize():f}"
    except InvalidOperation:
        return digits
