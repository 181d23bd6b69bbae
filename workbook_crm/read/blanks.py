"""Words that stand where nothing stands: what erases a field, what leaves it blank."""

from __future__ import annotations

from enum import Enum

from workbook_crm.model.changes import CLEAR
from workbook_crm.model.columns import FREE_TEXT, Of

_CLEAR_ELSEWHERE = frozenset(["-", "－", "—", "–", "−", "清除", "clear", "Clear", "(清除)"])
"""Erases where no text can be meant."""
_NOTHING = frozenset({
    "--", "---", "——", "/", "\\", "n/a", "N/A", "NA", "null", "NULL", "Null", "None", "\\N",
    "--None--", "(blank)", "（空白）", "(空白)", "(空)", "nan", "NaN", "undefined",
})  # fmt: skip
"""Says that nothing is known; blank, where no text can be meant."""
_NOTHING_MEASURED = frozenset({
    "无", "没有", "不详", "未知", "暂无", "none", "unknown", "未定", "待定", "no", "?", "？", ".",
    "未填写", "TBD", "tbd", "待补", "待补充", "待填", "暂缺", "缺", "未填", "未提供",
    "無", "沒有", "不詳", "暫無", "待補", "待補充", "暫缺", "未填寫",
})  # fmt: skip
"""The same, where a number, a date or an address is expected."""
_SAME_NUMBER = frozenset(
    [
        "同上",
        "同左",
        "同前",
        "同号",
        "同手机",
        "同手机号",
        "同电话",
        "同手提",
        "同號",
        "同手機",
        "同電話",
        "same",
        "Same",
        "ditto",
    ]
)
"""Of a further number: the one beside it again. What repeats a cell above is spelled out before."""
_NO_NAME = frozenset(
    [
        "无",
        "無",
        "不详",
        "不詳",
        "未知",
        "暂无",
        "暫無",
        "none",
        "unknown",
        "?",
        "？",
        ".",
        "-",
        "—",
        "–",
        "－",
    ]
)
"""Nobody and nothing is called so."""
_MEASURED = frozenset(
    [
        Of.PHONE,
        Of.MAIL,
        Of.MONEY,
        Of.PRICE,
        Of.QUANTITY,
        Of.INTEGER,
        Of.RATE,
        Of.DATE,
        Of.MOMENT,
        Of.YEAR,
        Of.VIN,
    ]
)
_NAMED = frozenset([Of.NAME, Of.REFERENCE, Of.PERSON])
_SPECIAL = CLEAR | _CLEAR_ELSEWHERE | _NOTHING | _NOTHING_MEASURED | _NO_NAME | _SAME_NUMBER | {""}


class Said(Enum):
    """What a word in place of a value says."""

    A_VALUE = "a value"
    NOTHING = "nothing"
    ERASE = "erase"


def said_by(text: str, of: Of) -> Said:
    """What a stripped text says in a column of this kind of value. Fast for most."""
    if text not in _SPECIAL:
        return Said.A_VALUE
    if not text:
        return Said.NOTHING
    if text in CLEAR:
        return Said.ERASE
    if of in _NAMED and (text in _NO_NAME or text in _NOTHING):
        return Said.ERASE if of is not Of.NAME and text in _CLEAR_ELSEWHERE else Said.NOTHING
    if of in FREE_TEXT:
        return Said.A_VALUE
    if text in _SAME_NUMBER:
        return Said.NOTHING if of is Of.PHONE else Said.A_VALUE
    if of is Of.NUMBER and text in _CLEAR_ELSEWHERE:
        return Said.NOTHING  # a number is never taken from a record
    if text in _CLEAR_ELSEWHERE:
        return Said.ERASE
    if text in _NOTHING or (of in _MEASURED and text in _NOTHING_MEASURED):
        return Said.NOTHING
    return Said.A_VALUE
