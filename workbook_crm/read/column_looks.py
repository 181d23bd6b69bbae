"""What the cells of a column look like: phones, mails, prices, days. Headers are weighed by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache

from workbook_crm.model.columns import DATED, Column, Of
from workbook_crm.read.looks_like import is_somebody
from workbook_crm.read.named_phones import parted

_SEEN = 16
"""So many filled cells tell what a column looks like."""
_LOOKED_AT = 200
"""So many rows are looked at for them."""
_MOST = 0.6
"""The share of the cells that must look so."""
_LONGEST_LABEL = 30
_DISTINCT = 0.8
"""So many of the people of a list are named once: a colleague is named in many rows."""
_SOME_FIRMS = 0.4
"""Of the names of firms so many say that they are firms; those of people never do."""
_PHONE = re.compile(
    r"(?:\+?\d{1,3}[ .-]?)?(?:\(0?\d{1,5}\)|0?1[3-9]\d|0\d{1,4}|\d{3,4})(?:[ ./-]?\d{2,4}){2,4}"
    r"(?:\s*(?:x|ext\.?|转)\s*\d{1,6})?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d")
_LEAST_OF_PHONE, _MOST_OF_PHONE = 9, 15
_WHOLE_PHONE = re.compile(r"1[3-9]\d{9}|0\d{8,11}")
_SECOND_PHONE = re.compile(r"[/、,，;；]")
_LOCAL_PHONE = re.compile(r"[2-9]\d{2,3}[ -]?\d{4}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][·. -]?[A-Z0-9]{5,6}")
_AMOUNT = re.compile(
    r"(?:[A-Z]{0,3}[$¥￥€£]|rmb|cny|usd|eur|gbp)?\s*\d[\d,.' ]*\d?\s*"
    r"(?:万|萬|千|亿|k|元|块|圆|圓|[$¥￥€£]|rmb|usd|eur|gbp|hkd)?(?:元|块)?(?:\s*\+\s*vat|\s*/\s*\S{1,3})?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?(?:[-/.]\d{2,4})?(?:\s+\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}\.?(?:[ ,-]+\d{2,4})?|[A-Za-z]{3,9}\.? \d{1,2}(?:, ?\d{2,4})?"
)
_FIRM = re.compile(
    r"公司|集团|集團|厂$|廠$|工厂|工廠|商行|车行|車行|超市|酒店|学校|學校|医院|醫院|合作社|农场|农业|服务部|经营部|门市|事务所|中心$|"
    r"物流|运输|運輸|客运|公交|货运|仓储|倉儲|纺织|机械|機械|五金|建材|食品|商贸|贸易|貿易|汽贸|汽修|实业|實業|科技|电子|旅游|餐饮|"
    r"\b(?:transportes?|transports|spedition|logisti[ck]\w*|garage|motors|farms?|coop|bros|builders|services|"
    r"ltd|limited|inc|llc|plc|corp|co|gmbh|ag|kg|s\.?l|s\.?a|sarl|sas|bv|pty|p/l|pte)\b\.?",
    re.IGNORECASE,
)


class Look(Enum):
    """What most cells of a column are."""

    PHONE = "phone"
    MAIL = "mail"
    VIN = "vin"
    PLATE = "plate"
    AMOUNT = "amount"
    DAY = "day"
    FIRM = "firm"
    LOCAL_PHONE = "local phone"
    """Seven or eight figures, as phones are in a small country; a code may be so too."""
    SOMEBODY = "somebody"
    """People, each another: the names of a list and not those of who keeps it."""
    LABEL = "label"
    """Short texts, each another."""
    NAMED_PHONE = "named phone"
    """A name and its phone."""
    TEXT = "text"


def _is_phone(cell: object) -> bool:
    """Whether a cell is a phone for certain: long codes and dates in figures are none."""
    text = _SECOND_PHONE.split(_shown(cell))[0].strip()
    if not isinstance(cell, str) or text.isdigit():
        return bool(_WHOLE_PHONE.fullmatch(text))
    figures = len(_FIGURES.findall(text))
    return _LEAST_OF_PHONE <= figures <= _MOST_OF_PHONE and bool(_PHONE.fullmatch(text)) and not _is_day(cell)


def _is_amount(cell: object) -> bool:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return True
    return isinstance(cell, str) and bool(_AMOUNT.fullmatch(cell.strip())) and not _is_phone(cell)


def _is_day(cell: object) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(cell.strip())))


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and not (_is_phone(cell) or _is_amount(cell) or _is_day(cell))


def _is_somebody(cell: object) -> bool:
    return isinstance(cell, str) and not _FIGURES.search(cell) and is_somebody(cell.strip())


def _is_label(cell: object) -> bool:
    return _is_text(cell) and len(str(cell)) <= _LONGEST_LABEL and "\n" not in str(cell)


def _is_named_phone(cell: object) -> bool:
    return isinstance(cell, str) and parted(cell) is not None


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda cell: isinstance(cell, str) and bool(pattern.fullmatch(cell.strip()))


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


_TESTS: Mapping[Look, Callable[[object], bool]] = {
    Look.PHONE: _is_phone,
    Look.MAIL: _matches(_MAIL),
    Look.VIN: _matches(_VIN),
    Look.PLATE: _matches(_PLATE),
    Look.AMOUNT: _is_amount,
    Look.DAY: _is_day,
    Look.FIRM: lambda cell: isinstance(cell, str) and bool(_FIRM.search(cell)),
    Look.LOCAL_PHONE: lambda cell: bool(_LOCAL_PHONE.fullmatch(_shown(cell))),
    Look.SOMEBODY: _is_somebody,
    Look.LABEL: _is_label,
    Look.NAMED_PHONE: _is_named_phone,
    Look.TEXT: _is_text,
}
_TESTS_OF_VALUES = {look: _TESTS[look] for look in (Look.PHONE, Look.LOCAL_PHONE, Look.AMOUNT, Look.DAY)}
"""What a cell may be that holds no text."""


def looks_of(cells: Sequence[object]) -> frozenset[Look]:
    """Return what most of the cells look like; nothing where there are none."""
    counts = Counter(look for cell in cells for look in _looks(cell))
    if len(set(cells)) < len(cells) * _DISTINCT:
        counts.pop(Look.SOMEBODY, None)
        counts.pop(Look.LABEL, None)
    return frozenset(
        look
        for look, count in counts.items()
        if count >= len(cells) * (_SOME_FIRMS if look is Look.FIRM else _MOST)
    )


def _looks(cell: object) -> frozenset[Look]:
    if isinstance(cell, str):
        return _looks_of_text(cell)
    return frozenset(look for look, is_such in _TESTS_OF_VALUES.items() if is_such(cell))


@lru_cache(maxsize=20_000)
def _looks_of_text(cell: str) -> frozenset[Look]:
    return frozenset(look for look, is_such in _TESTS.items() if is_such(cell))


def some_below(cells: Sequence[Sequence[object]], row: int, column: int) -> list[object]:
    """Return the first filled cells of a column below a row, both from 0 within the grid."""
    return list(_first_filled(cells, row, column))


def _first_filled(cells: Sequence[Sequence[object]], row: int, column: int) -> Iterator[object]:
    found = 0
    for below in range(row + 1, min(len(cells), row + 1 + _LOOKED_AT)):
        cell = cells[below][column]
        if cell != "":
            yield cell
            found += 1
        if found == _SEEN:
            return


_FITTING: Mapping[Of, Look] = {
    Of.PHONE: Look.PHONE,
    Of.MAIL: Look.MAIL,
    Of.PRICE: Look.AMOUNT,
    Of.MONEY: Look.AMOUNT,
    **dict.fromkeys(DATED, Look.DAY),
}


def agrees(column: Column, looks: frozenset[Look]) -> bool:
    """Whether the cells look as a field of this kind of value does."""
    fitting = _FITTING.get(column.of)
    return fitting is not None and fitting in looks


TELLING: Mapping[Look, str] = {
    Look.PHONE: "phone",
    Look.MAIL: "mail",
    Look.VIN: "vin",
    Look.PLATE: "plate",
}
"""The field that a column fills by its cells alone."""
