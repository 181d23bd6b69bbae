"""Words of a header that mean something else beside certain others: the customer's price beside ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workbook_crm.model.aliases.dialects import in_written_words
from workbook_crm.model.columns import Sheet
from workbook_crm.model.header_words import GEOGRAPHIC
from workbook_crm.model.sheets import PHONED
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import DOUBTFUL, SPOKEN, WEAK, Word
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.taxes import tax_columns

_BELONGS = re.compile(r"^(?:所属|隶属|关联|归属|所在)|^(?:parent|related|associated)")
_HEAD = "负责人"
_OF_REGISTERS = re.compile(r"统一编号|统编|信用代码|税号|抬头|法人|注册资本|承办")
"""Stands in registers of firms, and in no list of people."""
_PERSON = re.compile(r"^(?:联系人|客户联系人)?(?:姓名|名字|名称)?$|^(?:contact|full|person)?(?:name|person)$")
_OUTCOME = re.compile(r"\boutcome|\bresult|结果")
_OURS = re.compile(r"^(?:我们|我司|我方|本公司|本店|咱们)|^our\b", re.IGNORECASE)
_TITLED = re.compile(r"(?:职务|职位|头衔|岗位|jobtitle|position)$")
_NAMES = frozenset({"姓名", "name"})
_ACTORS = frozenset({"谁", "who"})
_SOMEBODY = re.compile(r"谁|哪位|人$|who")
"""Headers that ask for a person; beside one that asks for a firm it is somebody there."""
_REACHED = (
    "电话",
    "手机",
    "手机号",
    "联系电话",
    "联系方式",
    "微信",
    "职务",
    "phone",
    "mobile",
    "tel",
    "title",
)
"""Behind what somebody is called: how that person is reached."""
_LAST = WEAK * 2
"""Rank of a word behind all others."""
_ACTUAL = re.compile(r"\bactual|实际|實際")
_AFTER_DISCOUNT = re.compile(r"(?:折|优惠|折让|让利|减免)后|after disc|net of disc|less disc|\bdiscounted\b")

_NET = re.compile(r"\bnet\b|净额|净价|实收|实付|应收|应付|成交|\bamount due|\bfinal\b|\bpayable\b")
_RECEIVED = re.compile(r"实收|实付")
"""Beside a discount, what is left to pay; else what has been paid so far."""
_SUM = re.compile(r"\btotal|\bamount|\bvalue|\bsum\b|\bextended\b|\bline\b|额|合计|小计|总")
_PRICE = re.compile(r"\bprice|\brate\b|\bcost|价")


def placed(
    sheet: Sheet[Any], cells: Sequence[HeaderCell], words: Sequence[Word | None]
) -> tuple[Word | None, ...]:
    """The words, with those that mean something else beside certain others.

    "State" beside "City" is a part of the address; "Subject" beside "Related to" is what a task is called.
    """
    keys = [word_key(cell.label) for cell in cells]
    if "state" in keys and not GEOGRAPHIC.isdisjoint(keys):
        region = Word("region", 90) if "region" in sheet.by_field else None
        return _reworded("state", region, keys, words)
    if sheet.kind in PHONED:
        words = _without_heads_of_firms(keys, words)
    if sheet.kind == "customers":
        words = _without_owners_of(keys, words)
    if sheet.kind == "opportunity_lines":
        words = _last_totals(cells, words)
    if sheet.kind == "follow_ups":
        words = _outcomes_last(cells, words)
    words = [None if _is_past(cell, word) else word for cell, word in zip(cells, words, strict=True)]
    words = _without_theirs(keys, words)
    words = _ours_before_theirs(cells, words)
    if sheet.kind == "follow_ups":
        words = _without_their_people(keys, words)
        words = _who_is_left(cells, words)
        words = _names_of_those_who_write(keys, words)
    fields = [word.field for word in words if word]
    if "subject" in keys and fields.count("subject") > 1:
        return _reworded("subject", Word("content", _LAST), keys, words)
    return tuple(words)


def _ours_before_theirs(cells: Sequence[HeaderCell], words: Sequence[Word | None]) -> list[Word | None]:
    """The words; beside a column that is said to be ours, others of its field are theirs."""
    ours = {i for i, cell in enumerate(cells) if words[i] and _OURS.search(simplified(cell.label))}
    fields = {word.field for i in ours if (word := words[i]) is not None}
    return [
        None if word is not None and i not in ours and word.field in fields else word
        for i, word in enumerate(words)
    ]


def _without_theirs(keys: Sequence[str], words: Sequence[Word | None]) -> list[Word | None]:
    """The words; 对接人 is no colleague where 对接人电话 stands beside it."""
    keys = [simplified(key) for key in keys]
    called = set(keys)
    theirs = {
        i
        for i, (key, word) in enumerate(zip(keys, words, strict=True))
        if word is not None
        and word.field in ("owner", "by")
        and any(key + each in called for each in _REACHED)
    }
    return [None if i in theirs else word for i, word in enumerate(words)]


def _without_their_people(keys: Sequence[str], words: Sequence[Word | None]) -> list[Word | None]:
    """The words of a log; beside the firm, 拜访对象及职务 is whom one spoke with there."""
    subjects = {i for i, word in enumerate(words) if word is not None and word.field == "subject"}
    titled = {i for i in subjects if _TITLED.search(simplified(keys[i]))}
    return (
        list(words) if titled == subjects else [None if i in titled else each for i, each in enumerate(words)]
    )


def _who_is_left(cells: Sequence[HeaderCell], words: Sequence[Word | None]) -> list[Word | None]:
    """The words of a log; beside the customer, 谁 is who did it, and 见了谁 somebody of theirs."""
    subjects = [i for i, word in enumerate(words) if word is not None and word.field == "subject"]
    keys = [in_written_words(word_key(cell.label)) for cell in cells]
    spoken = {i for i in subjects if (word := words[i]) is not None and word.rank == SPOKEN}
    if spoken and len(spoken) == len(subjects):
        spoken = {i for i in spoken if _SOMEBODY.search(simplified(keys[i]))}
    if not spoken or len(spoken) == len(subjects):
        return list(words)
    has_by = any(word is not None and word.field == "by" for word in words)
    told = list(words)
    for i in spoken:
        is_actor = keys[i] in _ACTORS and not has_by
        told[i] = Word("by", SPOKEN) if is_actor else None
    return told


def _names_of_those_who_write(keys: Sequence[str], words: Sequence[Word | None]) -> list[Word | None]:
    """The words of a log; before whom was visited, 姓名 is who was there."""
    fields = [word.field if word is not None else "" for word in words]
    if "subject" not in fields or "by" in fields:
        return list(words)
    before = range(fields.index("subject"))
    return [
        Word("by", DOUBTFUL) if word is None and i in before and keys[i] in _NAMES else word
        for i, word in enumerate(words)
    ]


def _without_owners_of(keys: Sequence[str], words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words of a list of contacts, without the customer to whom each belongs: 所属客户."""
    names = [i for i, word in enumerate(words) if word is not None and word.field == "name"]
    belong = {i for i in names if _BELONGS.match(simplified(keys[i]))}
    if not belong or not any(_PERSON.match(simplified(keys[i])) for i in names if i not in belong):
        return words
    return [None if i in belong else word for i, word in enumerate(words)]


def _without_heads_of_firms(keys: Sequence[str], words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words of a register of firms; beside 责任业务, 负责人 is the head of each firm."""
    plain = [simplified(key) for key in keys]
    owners = {i for i, word in enumerate(words) if word is not None and word.field == "owner"}
    heads = {i for i in owners if plain[i] == _HEAD}
    if not heads or heads == owners or not any(map(_OF_REGISTERS.search, plain)):
        return words
    return [None if i in heads else word for i, word in enumerate(words)]


def taxes_among(
    sheet: Sheet[Any], cells: Sequence[HeaderCell], words: Sequence[Word | None]
) -> Mapping[int, str]:
    is_priced = sheet.kind in ("opportunity_lines", "catalog")
    return tax_columns([cell.text for cell in cells], words) if is_priced else {}


def _last_totals(cells: Sequence[HeaderCell], words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words, a total after the discount before the list's total, which nobody pays.

    Where no header says it, what stands behind a discount is after it, and what stands before it is not.
    """
    totals = [i for i, word in enumerate(words) if word is not None and word.field == "amount"]
    texts = {i: simplified(cells[i].text).casefold() for i in totals}
    discounts = [i for i, word in enumerate(words) if word is not None and word.field == "discount"]
    after = [i for i in totals if _AFTER_DISCOUNT.search(texts[i])]
    if not discounts:
        words = [None if _RECEIVED.search(texts.get(i, "")) else word for i, word in enumerate(words)]
        totals = [i for i in totals if words[i] is not None]
    if not after and discounts:
        after = [i for i in totals if _is_net(texts[i])] or _behind(discounts, totals)
    if not after or len(after) == len(totals):
        return words
    best = min(word.rank for word in words if word is not None and word.field == "amount")
    return [Word("amount", best - 1) if i in after else word for i, word in enumerate(words)]


def _is_net(text: str) -> bool:
    """Whether a total is what is paid in the end; a net price without "total" may be one unit's."""
    return bool(_NET.search(text)) and (_SUM.search(text) is not None or not _PRICE.search(text))


def _behind(discounts: Sequence[int], totals: Sequence[int]) -> list[int]:
    """The totals behind all discounts, where another stands before them."""
    stand_before = any(i < min(discounts) for i in totals)
    return [i for i in totals if i > max(discounts)] if stand_before else []


def _outcomes_last(cells: Sequence[HeaderCell], words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words, an outcome (成功, Positive) behind what was talked about."""
    contents = [i for i, word in enumerate(words) if word is not None and word.field == "content"]
    outcomes = {i for i in contents if _OUTCOME.search(simplified(cells[i].text).casefold())}
    if len(outcomes) == len(contents):
        return words
    return [Word("content", _LAST) if i in outcomes else word for i, word in enumerate(words)]


def _is_past(cell: HeaderCell, word: Word | None) -> bool:
    """Whether a header says when a deal was closed, and not when it is expected to be."""
    return word is not None and word.field == "expected_close" and bool(_ACTUAL.search(cell.text.casefold()))


def _reworded(
    key: str, meaning: Word | None, keys: Sequence[str], words: Sequence[Word | None]
) -> tuple[Word | None, ...]:
    return tuple(meaning if word and each == key else word for each, word in zip(keys, words, strict=True))
