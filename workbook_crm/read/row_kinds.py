"""Rows that are no records: hints under the header, examples, field names, sums, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbook_crm.model.spellings import word_key

_HINT = re.compile(
    r"^[(（\[【]?\s*(?:必填|选填|非必填|可选|必输|必选|不必填|选择|下拉|自动生成|自动编号|系统自动|文本|数字|日期|"
    r"格式|请填|请输入|请选择|请按|填写|"
    r"最多|不超过|限\d|唯一|required|optional|mandatory|text\b|number\b|date\b|string\b|varchar|"
    r"decimal|int\b|boolean|"
    r"format|max|enter |choose |select |pick |drop-?down|auto|yyyy|dd/mm|mm/dd)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^[(（\[【]?\s*(?:例\s*\d?[)）\]】]?$|示例|样例|范例|例如|举例|例[:：]|如[:：]|example|e\.g\.|"
    r"eg[.:]|sample row|for example)",
    re.IGNORECASE,
)
_FIELD_NAME = re.compile(
    r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:__c)?$|^[a-z]+(?:[A-Z][a-z0-9]*)+(?:__c)?$|"
    r"^[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+$|^[a-z]{2,}\d*$"
)
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\$\{\w|\{\.\w")
_FIELD_OF_ONE = re.compile(r"^(?:\w{1,3}:)?\(?[a-z]\w*\.[a-z]\w*", re.IGNORECASE)
"""What another program fills in: {{name}}, ${name}, {.name}; between them also t.name."""
_EXPLANATION = re.compile(
    r"说明|注意|备注[:：]|请|填写|必填|note:|please|instructions?|important", re.IGNORECASE
)
_FOOTER = re.compile(
    r"^\s*(?:制表|制单|审核|审批|填表|填报|复核|经办|打印|导出|编制|统计人|负责人签字|签字|签名|备注|"
    r"说明|注|日期|单位|统计|图例|颜色|"
    r"prepared by|approved by|printed|exported|generated|"
    r"notes?|remarks?|signature|source)\s*(?:人|日期|时间|on|"
    r"at)?\s*[:：]",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|"
    r"第[一二三四五六七八九十\d]+(?:部分|组|批|类|大类)|[【\[].+[】\]]$|[-—=*_#]{3,})"
)
"""A title over the rows of a group: 一、叉车客户, 【华东】."""
_SIGNED = re.compile(
    r"^(?:第\s*\d+\s*页.*|共\s*\d+\s*页|page\s*\d+.*|-\s*\d+\s*-|以下空白|此页无正文|年\s*月\s*日|"
    r"(?:负责人|经办人|主管|客户|领导)?(?:签字|签名|签章|盖章)(?:处|人)?\s*(?:[:：(（].*)?|(?:注|备注|说明|附注)\s*[:：].*)$",
    re.IGNORECASE,
)
"""What stands at the foot of a page: 第 1 页, 签字：, 年 月 日."""
_DAY = re.compile(r"^\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?$")
_TOTALS = frozenset(
    [
        "小计",
        "合计",
        "总计",
        "累计",
        "共计",
        "总和",
        "总额",
        "汇总",
        "本页小计",
        "本页合计",
        "本月合计",
        "本月小计",
        "本周合计",
        "本年累计",
        "本月累计",
        "合计金额",
        "总计金额",
        "金额合计",
        "数量合计",
        "小計",
        "合計",
        "總計",
        "累計",
        "共計",
        "總和",
        "總額",
        "彙總",
        "匯總",
        "本頁小計",
        "本頁合計",
        "本月合計",
        "本月小計",
        "本週合計",
        "本年累計",
        "本月累計",
        "合計金額",
        "總計金額",
        "金額合計",
        "數量合計",
        "total",
        "totals",
        "subtotal",
        "subtotals",
        "grandtotal",
        "sum",
        "overall",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "suma",
        "totalgeneral",
        "totalgénéral",
        "soustotal",
        "totalsum",
        "pagetotal",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "totalgeneral",
        "suma",
        "totaux",
        "soustotal",
        "totale",
        "subtotale",
    ]
)
_TOTAL_TAILS = ("小计", "合计", "总计", "小計", "合計", "總計", "total", "subtotal", "totals")
_TOTAL_HEADS = re.compile(
    r"^(?:(?:[本当當今全][日天周週月年店])?(?:合计|总计|小计|共计|累计|合計|總計|小計|共計|累計)|"
    r"total|grand total|subtotal)\s*(?:[:：(（￥¥\d]|$)",
    re.IGNORECASE,
)
_LONGEST_TOTAL = 20
_LAST = frozenset("计計额額和汇总總lLeEaAtT:：)）")
_FIRST = frozenset("合总總小共累tTgGsS本今当當全彙匯")


def is_hint(texts: Sequence[str]) -> bool:
    """Whether a row under a header says how to fill it in (必填, 格式: ...)."""
    present = [text for text in texts if text]
    if not present:
        return False
    hints = sum(bool(_HINT.match(text)) for text in present)
    if hints * 2 > len(present):
        return True
    return len(present) == 1 and len(present[0]) > 12 and bool(_EXPLANATION.search(present[0]))


def is_field_names(texts: Sequence[str], known: int) -> bool:
    """Whether a row under the labels repeats them as a program's field names (next_follow_up, custName).

    `known` counts the cells that are words of our own.
    """
    present = [text for text in texts if text]
    if len(present) < 2:
        return False
    if known * 2 > len(present):
        return True
    named = [text for text in present if _FIELD_NAME.match(text)]
    return len(named) == len(present) and any("_" in text or not text.islower() for text in named)


def example_word(texts: Sequence[str]) -> str | None:
    """The words by which a row says that it is an example; None for any other row."""
    return next((text for text in texts if text and _EXAMPLE.match(text)), None)


def is_footer(text: str) -> bool:
    """Whether the only text of a row is about the sheet: who made it, when, a remark."""
    return bool(_FOOTER.match(text)) or (len(text) > 30 and bool(_EXPLANATION.search(text)))


def is_foot(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are the foot of a page: who made it, a signature, a remark on the sheet."""
    if len(texts) == 2 and word_key(texts[0]) in _NOTE_HEADS:
        return True
    known = [bool(_FOOTER.match(text) or _SIGNED.match(text)) for text in texts]
    return any(known) and all(one or _DAY.match(text) for one, text in zip(known, texts, strict=True))


_NOTE_HEADS = frozenset(
    {"说明", "备注", "注", "填表说明", "填写说明", "注意", "注意事项", "note", "notes", "remarks"}
)
"""Said before what is said: 说明 | 请认真填写."""


def is_sentence(text: str) -> bool:
    """Whether the only text of a row below the records is a remark on them: Prices may change any day."""
    if _LEGEND.match(text):
        return True
    if _STOPS.search(text):
        return len(text) >= _LEAST_SENTENCE
    return len(_SMALL_WORDS.findall(text)) >= _LEAST_WORDS


_LEGEND = re.compile(r"^[^=＝\d]{1,8}\s*[=＝]\s*\S")
"""What a column or a colour means: 把握=业务员自评, red = lost."""
_STOPS = re.compile(r"[，。；！]|[\u3400-\u9fff][,;!]")
_LEGEND = re.compile(r"^[^=＝:：]{1,12}[=＝:：]\s*\S")
"""What a word or colour means, or how many there are: 把握=业务员自评, 统计：绿2 黄1."""
_SMALL_WORDS = re.compile(r"\b[a-z]{2,}\b")
_LEAST_SENTENCE, _LEAST_WORDS = 12, 4
"""Names have capitals and no commas; a sentence of few words may be a name after all."""


def is_group_title(text: str) -> bool:
    """Whether the only text of a row is a title over the rows of a group."""
    return len(text) <= 30 and bool(_TITLE.match(text))


def total_rows(column: Sequence[object]) -> list[int]:
    """Where in a column a cell may head a row of sums. Fast, as hardly any does."""
    near = [
        i
        for i, cell in enumerate(column)
        if cell.__class__ is str and (cell[-1:] in _LAST or cell[:1] in _FIRST)
    ]
    return [i for i in near if may_be_total(column[i])]


def may_be_total(cell: object) -> bool:
    """Whether a cell is a word for a sum: 合计, 张三 小计, Grand total."""
    return isinstance(cell, str) and 0 < len(cell) <= _LONGEST_TOTAL and _is_total(cell)


@lru_cache(maxsize=10_000)
def _is_total(text: str) -> bool:
    key = word_key(text)
    return key in _TOTALS or key.endswith(_TOTAL_TAILS) or bool(_TOTAL_HEADS.match(text.strip()))


def is_exact_total(cell: object) -> bool:
    """Whether a cell is a word for a sum and nothing else."""
    return isinstance(cell, str) and word_key(cell) in _TOTALS


def is_words(cell: object) -> bool:
    """Whether a cell holds text that is not merely a number."""
    return isinstance(cell, str) and not cell.translate(_FIGURES).isdigit()


def is_count(cell: object) -> bool:
    """Whether a cell says how many (12, 3批), as a row of sums does."""
    return 0 <= cell < 1e6 if isinstance(cell, float) else isinstance(cell, str) and bool(_COUNT.match(cell))


_COUNT = re.compile(r"^\s*\d{1,6}\s*[^\d\s]{0,2}\s*$")
_FIGURES = str.maketrans("", "", ",.￥¥$- ")


def is_unfilled(texts: Sequence[str]) -> bool:
    """Whether a row is one of another program's form that has not been filled in: {{name}} | {{phone}}."""
    filled = [text for text in texts if text]
    marked = [text for text in filled if _PLACEHOLDER.search(text)]
    others = [text for text in filled if text not in marked and _FIELD_OF_ONE.match(text)]
    return bool(marked) and (len(marked) + len(others)) * 2 > len(filled)
