"""Numbers of records, product codes, VINs, mail addresses: text in which every character counts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from workbook_crm.model.columns import Value
from workbook_crm.model.ids import NEW
from workbook_crm.model.rules.values import (
    BECAME_DATE,
    ROUND_TAIL,
    UNLIKELY_MAIL,
    VIN_CHECK,
    VIN_LETTER,
)
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.read.damage import has_lost_tail
from workbook_crm.read.lost_digits import lost_digits
from workbook_crm.read.noticed import Context, Noticed, noticed
from workbook_crm.read.phones import read_phone
from workbook_crm.read.text import clean_line, shown

_DASHED = re.compile(r"^([A-Z])\s*[-–—−_]\s*0*(\d{1,9})$")
_PLAIN = re.compile(r"^([A-Z])\s*(\d{6,9})$")
_LABELLED = re.compile(r"^([A-Z])\s*[-–—−_]\s*0*(\d{1,9})(?:$|[\s(:、,]\s*\D)")
_OURS = re.compile(r"^([A-Z])-(\d{6,9})\s")
"""As we write it before a name, which may begin with a digit: `O-000012 3吨叉车`."""
_PHONE_LIKE = re.compile(r"^[+(]?[\d\s().+-]{7,}$")
_MAIL = re.compile(r"^[^@\s,;:<>()]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}$")
_MAIL_IN_TEXT = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=^_{|}~-][A-Za-z0-9.!#$%&'*+/=^_{|}~-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_VIN = re.compile(r"^[A-HJ-NPR-Z0-9]{17}$")
_FORBIDDEN = re.compile("[IOQ]")
_MEANT = str.maketrans("IOQ", "100")
"""ISO 3779 leaves out I, O and Q, because they look like 1 and 0."""
_VIN_LABEL = re.compile(r"^(?:VIN码?|车架号码?|車架號碼?|识别代号)[:：]?(?=[A-Z0-9]{17}$)")
_SHOWN_AS_DATE = re.compile(
    r"^(?:\d{1,2}月\d{1,2}日|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$"
)
"""What Excel shows of 3-5 once it took it for a date, as a text file has it."""
_ZERO_FOR_O = re.compile(r"^0-(\d{6,9})$")
_GIVEN_BY_US = frozenset({
    "自动生成", "自动编号", "系统生成", "系统自动生成", "自动", "无",
    "暂无", "待定", "未定", "auto", "automatic", "autonumber", "tbd", "none",
})  # fmt: skip
"""Said in place of a number that we are to give."""
_NEW = frozenset({"新", "新增", "新建", "新记录", "新的", "new"})
"""Said there of a record that is new, whatever it looks like."""
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {each: i % 10 for i, each in enumerate("0123456789")} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)


def read_number(cell: object, context: Context) -> Value | Noticed:
    """A record's number: `l-1` and `Ｌ000001` are L-000001; another system's number stays as it is.

    C0033 is not ours: without a dash, all six digits must be there.
    """
    text = clean_line(shown(cell)).removeprefix("'")
    word = text.strip("()（）[]【】 ").casefold()
    if word in _GIVEN_BY_US or word in _NEW:
        return NEW if word in _NEW else None
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = _ZERO_FOR_O.sub(r"O-\1", plain) if context.prefix == "O" else plain
    found = _DASHED.match(plain) or _PLAIN.match(plain)
    if found and found[1] == context.prefix and int(found[2]):
        return f"{found[1]}-{int(found[2]):06d}"
    if lost := lost_digits(cell, context):
        return lost
    if has_lost_tail(text):
        return noticed(ROUND_TAIL, text, column=context.column.name)
    return text or None


def read_reference(cell: object, context: Context) -> Value | Noticed:
    """How another record is called: its number (also as we show it: `C-000012 王伟`), phone or name.

    With a name behind the number all of it goes to `Sourced.typed`, to be compared with the record's.
    """
    if lost := lost_digits(cell, context):
        return lost
    text = clean_line(shown(cell)).removeprefix("'")
    plain = unicodedata.normalize("NFKC", text)
    prefixes = {prefix for kind in context.column.refers if (prefix := SHEET_OF[kind].prefix)}
    if (
        (found := _first_match(plain.upper(), _LABELLED, _PLAIN, _OURS))
        and found[1] in prefixes
        and int(found[2])
    ):
        number = f"{found[1]}-{int(found[2]):06d}"
        return number if found[0] == plain.upper() else Noticed(number, typed=True)
    if plain[:1] in "+(01" and not plain.isalpha() and _PHONE_LIKE.match(plain):
        phone = read_phone(plain, context)
        return phone if isinstance(phone, str) else text
    return text or None


def _first_match(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    return next((found for each in patterns if (found := each.match(text))), None)


def read_code(cell: object, context: Context) -> Value | Noticed:
    """A code as text: 123 and not 123.0; an error where Excel made a date or a long number of it."""
    if lost := lost_digits(cell, context):
        return lost
    if isinstance(cell, str):
        text = clean_line(cell).removeprefix("'")
        if _SHOWN_AS_DATE.match(text):
            return noticed(BECAME_DATE, typed=True, column=context.column.name)
        if has_lost_tail(text):
            return noticed(ROUND_TAIL, text, column=context.column.name)
        return text or None
    if isinstance(cell, (date, time, timedelta)):
        return noticed(BECAME_DATE, typed=True, column=context.column.name)
    return shown(cell)


def read_vin(cell: object, context: Context) -> Value | Noticed:
    """A VIN or serial number, in capitals; the check digit (ISO 3779, GB 16735) is only a warning."""
    code = read_code(cell, context)
    if not isinstance(code, str):
        return code
    vin = _VIN_LABEL.sub("", unicodedata.normalize("NFKC", code).replace(" ", "").upper())
    if len(vin) == 17 and _FORBIDDEN.search(vin) and _VIN.match(meant := vin.translate(_MEANT)):
        return _misread(vin, meant, context)
    if _VIN.match(vin) and _check_digit(vin) != vin[8]:
        return noticed(VIN_CHECK, vin, column=context.column.name)
    return vin


def _misread(vin: str, meant: str, context: Context) -> Noticed:
    """A VIN with a letter that no VIN has; what it may mean instead is only said."""
    return noticed(VIN_LETTER, vin, column=context.column.name, read=meant)


def _check_digit(vin: str) -> str:
    rest = sum(_VIN_VALUES[each] * weight for each, weight in zip(vin, _VIN_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def read_mail(cell: object, context: Context) -> Value | Noticed:
    """A mail address; of several, or among words, the first, and the whole cell kept beside it."""
    text = clean_line(shown(cell))
    plain = unicodedata.normalize("NFKC", text).removeprefix("mailto:").partition("?")[0].strip("<>, ;.")
    if _MAIL.match(plain):
        return plain
    if found := _MAIL_IN_TEXT.search(plain):
        return Noticed(found[0], extra=text)
    return noticed(UNLIKELY_MAIL, text, column=context.column.name)
