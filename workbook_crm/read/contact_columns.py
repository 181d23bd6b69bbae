"""Columns of contacts beside a record: 第一次跟进 日期 | 内容, 跟进日期1 跟进内容1, 1st call, last contacted.

Told by their headers alone: a number and a word for a contact, the same columns again and again, or a word
for the last one. Each group of them is one follow-up of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from workbook_crm.model.aliases.dialects import in_written_words
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.read.header_cells import HeaderCell

_NUMBERS = {"首": 1, "初": 1, **{each: n for n, each in enumerate("一二三四五六七八九十", 1)}}
_ORDINALS = {
    each: n
    for n, each in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_N = r"\d{1,2}|十?[一二三四五六七八九十]"
_STEM = (
    r"(?:电话|微信|上门|到店|客户|销售)?(?:跟进|跟踪|追踪|回访|随访|拜访|走访|沟通|联系|联络|接触|洽谈|面谈|接待|邀约)"
    r"|通话|电访|来访|来店|到店|回电|电联|电催"
)
_TIME, _TEXT = (
    "(?:时间|日期|日)",
    "(?:(?:聊|谈|说|讲|沟通)(?:了|的)?(?:什么|啥|内容|情况)|内容|情况|记录|结果|说明|备注|详情|描述|反馈|小结|摘要|进展|纪要|要点)",
)
_ZH_PARTS = (
    ("next_follow_up", rf"(?:下次|下一次)(?:{_STEM})?{_TIME}?"),
    ("plan", rf"(?:下次|下一次)(?:{_STEM})?(?:计划|内容|安排)|下一步(?:计划|安排|行动)?"),
    ("time", _TIME),
    ("method", "(?:方式|形式|渠道|途径)"),
    ("content", _TEXT),
    ("by", "(?:人|人员|顾问|销售)"),
)
_EN_STEM = (
    "followups?|followedup|contact(?:ed)?|phonecall|call(?:ed|back)?|visit(?:ed)?|touch|meeting|conversation|"
    "interaction|attempt|spoken?"
)
_EN_PARTS = (
    ("next_follow_up", "next(?:contact|followup|call|visit)?(?:date|on)?"),
    ("plan", "next(?:steps?|actions?)|plan"),
    ("time", "date(?:time)?|dt|time|day|on|at"),
    ("method", "method|type|channel|via|how"),
    (
        "content",
        "notes?|remarks?|comments?|content|details?|results?|outcome|summary|feedback|description|log",
    ),
    ("by", "by|rep|salesperson"),
)
_LAST = "最近一次|最后一次|上一次|最近|最后|上次|最新|末次"


def _parts(parts: Sequence[tuple[str, str]]) -> str:
    return "|".join(f"(?P<{field}>{pattern})" for field, pattern in parts)


_ZH = re.compile(
    rf"^(?:(?:\d{{1,2}}|十?[一二三四五六七八九十])月份?|客户|[会展试购成交节售][\u4e00-\u9fff]{{0,2}}后)?(?:第(?P<nth>{_N})(?:次|回|轮)?|(?P<times>{_N})(?:次|回)|(?P<once>首|初)次|(?P<short>[首一二三四五六](?=[邀访催跟约谈追]))|(?P<last>{_LAST}))?"
    rf"(?P<stem>{_STEM}|(?<=[首一二三四五六])[邀访催跟约谈追])?(?:第?(?P<inner>{_N})(?:次|回)?)?(?:{_parts(_ZH_PARTS)})?(?:第?(?P<tail>{_N})(?:次|回|轮)?)?$"
)
_EN = re.compile(
    rf"^(?:(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<nth>\d{{1,2}})(?:st|nd|rd|th|(?:day|wk|week|mth|mo|month|yr|year)s?)|(?P<last>last|latest|mostrecent))?"
    rf"(?P<stem>{_EN_STEM})?(?:no|number)?(?P<inner>\d{{1,2}})?(?:{_parts(_EN_PARTS)})?(?:(?P<tail>\d{{1,2}})(?:st|nd|rd|th)?|(?P<last_ordinal>{'|'.join(_ORDINALS)}))?$"
)
_FIELDS = ("next_follow_up", "plan", "time", "method", "content", "by")
_NEVER = re.compile(r"^(?:联系|联络)(?:方式|人)|^contacts?\d*(?:type|method)?\d*$")
"""A phone, a person: 联系方式1, 联系人2, Contact 1."""
_BARE = re.compile(
    r"^(?:\d{1,2}(?:h|小时|天|日)内|[本上这]周|[本上]月|最新|近期|目前|当前|后期|后续|客户|销售|处理|展后|会后|售后|交车后)*"
    r"(?:进展|进度|动态|近况|过程|跟进|跟踪|追踪|回访|回电|联系|联络|沟通|拜访|走访|洽谈|处理)(?:情况|记录|结果|内容|状况|进展|过程)?$"
    r"|^(?:后续|后来|后续情况|跟进动态)$"
    r"|^(?:followups?|updates?|progress|latest(?:update)?|history|calls?|calllog|contacthistory|activity|activities)$"
    r"|^(?:kontaktverlauf|verlauf|nachfass(?:en|ung)?|seguimientos?|historial|suivis?|relances?|historique)$"
)
"""Columns that may hold contacts: where most of their texts begin with a day, they do."""
_CJK = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
_PLAIN_TEXT = re.compile(
    r"^(?:内容|情况|备注|说明|notes?|remarks?|comments?|what(?:was|they|he|she|wewere)?(?:said|says|told)|"
    r"(?:说|谈|聊|讲)(?:了|的|到)?(?:什么|啥|哪|哪儿|哪里|什么程度)(?:了)?|notiz(?:en)?|bemerkung(?:en)?|ergebnis|comentarios?|notas?|resultado|"
    r"commentaires?|remarques?|compterendu|commenti|esito)$"
)
_LAST_ABROAD = """
letzter kontakt | letzter anruf | letzte kontaktaufnahme | datum letzter kontakt | zuletzt kontaktiert
último contacto | ultimo contacto | última llamada | ultima llamada | fecha último contacto | dernier contact
dernier appel | dernière relance | ultimo contatto
letzter besuch | zuletzt gesprochen | ultimo sentito | ultima chiamata | ultimo contato | última ligação
laatste contact | dernier échange | chased | last chased | last talk | last gist date | gist date | spoke last
last talked | seen last | called last | last spoke
"""
_NOTES_ABROAD = """
comentario del contacto | comentario de contacto | nota del contacto | resultado del contacto | kontaktnotiz
talked about | ce qu'il a dit | cosa ha detto | che ha detto | qué dijo | o que disse | was gesagt
latest | last gist | last said
gesprächsnotiz | gesprächsinhalt | commentaire du contact | note contatto
"""


def _words(words: str) -> list[str]:
    return [word_key(each) for line in words.strip().splitlines() for each in line.split(" | ")]


_ABROAD: Mapping[str, str] = {
    **dict.fromkeys(_words(_LAST_ABROAD), "lastcontact"),
    **dict.fromkeys(_words(_NOTES_ABROAD), "contactnotes"),
}
"""Keys of headers in other languages and other orders of words, as the ones that are known."""


class Told(NamedTuple):
    """What one header says of a contact."""

    field: str
    number: int | None
    stem: str
    is_last: bool
    is_bare: bool = False
    """The contact and nothing of it: 第二次回访, 1 wk call."""


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """The columns of one contact of every row, by the field of a follow-up."""

    group: int
    cells: Mapping[str, HeaderCell]
    said: str = ""
    """What the contact was, where no cell has its text: a visit."""
    method: str | None = None
    is_asked: bool = False
    """Its text says yes or no: 是否试驾."""

    @property
    def columns(self) -> frozenset[int]:
        """The columns of the grid, from 0."""
        return frozenset(each.column for each in self.cells.values())

    @property
    def is_answered(self) -> bool:
        """Whether the sender has said that it is one."""
        return any(each.original for each in self.cells.values())


@dataclass(frozen=True, slots=True)
class Contacts:
    """All contacts that a header has columns for."""

    groups: tuple[ContactColumns, ...] = ()
    is_certain: bool = False
    """Several of them: such a sheet is no log of follow-ups, whatever it is called."""

    @property
    def columns(self) -> frozenset[int]:
        """The columns of the grid, from 0."""
        return frozenset(column for each in self.groups for column in each.columns)


NO_CONTACTS = Contacts()


def contacts_in(cells: Sequence[HeaderCell]) -> Contacts:
    """The contacts that a header has columns for: numbered, repeated, or the last one.

    A column of which its sender says that it tells of contacts is one of its own where it fits nowhere else.
    """
    found = _contacts_in(cells)
    answered = (cell for cell in cells if cell.original and cell.column not in found.columns)
    alone = [{"content": each} for each in answered if _tells_contact(each)]
    groups = [dict(each.cells) for each in found.groups]
    return replace(found, groups=_in_order([*groups, *alone])) if alone else found


def _tells_contact(cell: HeaderCell) -> bool:
    told = told_by(cell.label)
    return told is not None and told.field == "content" and bool(told.stem)


def _contacts_in(cells: Sequence[HeaderCell]) -> Contacts:
    """The same by the headers alone."""
    told = [(cell, one) for cell in cells if (one := told_by(cell.called)) is not None]
    if not told:
        return NO_CONTACTS
    numbered = _usable(_by_number(told))
    if len(numbered) > 1 or (numbered and "content" in numbered[0]):
        return Contacts(_in_order(numbered), is_certain=len(numbered) > 1)
    repeated = [each for each in _in_turn(told) if _is_whole(each)]
    if len(repeated) > 1:
        return Contacts(_in_order(repeated), is_certain=True)
    return _only(told, cells)


def dated_text_column(cells: Iterable[HeaderCell]) -> Iterator[HeaderCell]:
    """The columns that may hold texts with a date in front of each: 跟进记录, call notes, 本周进展, 后续."""
    for cell in cells:
        told = told_by(cell.called)
        is_text = told is not None and (told.is_last or told.field == "content")
        if is_text or any(_BARE.match(key) for key in _keys(cell.called)):
            yield cell


@lru_cache(maxsize=10_000)
def told_by(text: str) -> Told | None:
    """What a header says of a contact; None where it says nothing of any."""
    return next((told for key in _keys(text) if (told := _told(key)) is not None), None)


def _keys(text: str) -> tuple[str, ...]:
    """The key of a header; of one in two languages (Last Contact 上次联系) also that of each."""
    key = in_written_words(word_key(simplified(text)))
    key = _ABROAD.get(key, key)
    chinese, latin = "".join(_CJK.findall(key)), "".join(_LATIN.findall(key))
    return (key, chinese, latin) if len(chinese) > 1 and len(latin) > 1 else (key,)


def _told(key: str) -> Told | None:
    found = None if len(key) > 40 or _NEVER.match(key) else _ZH.match(key) or _EN.match(key)
    if found is None:
        return None
    said = found.groupdict()
    field = next((each for each in _FIELDS if said[each] is not None), None)
    numbers = (
        said.get(each)
        for each in ("nth", "times", "once", "short", "ordinal", "inner", "tail", "last_ordinal")
    )
    number = next((_number(each) for each in numbers if each), None)
    stem = said["stem"] or ""
    if field is None and not (stem and (number is not None or said["last"])):
        return None
    named = field or ("time" if said["last"] else "content")  # “last contacted” is a day
    return Told(named, number, stem, bool(said["last"]), is_bare=field is None)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _ORDINALS:
        return _ORDINALS[text]
    return 10 + _NUMBERS[text[1]] if len(text) > 1 else _NUMBERS[text]


_Group = dict[str, HeaderCell]


def _by_number(told: Sequence[tuple[HeaderCell, Told]]) -> list[_Group]:
    """Groups of one number each; where a number comes again with the same column, another group."""
    groups: list[_Group] = []
    open_: dict[int, _Group] = {}
    stems: list[bool] = []
    bare: set[HeaderCell] = set()
    for cell, one in told:
        if one.number is None:
            continue
        before = open_.get(one.number, {})
        if (
            not one.is_bare
            and one.field == "content"
            and before.get("content") in bare
            and "time" not in before
        ):
            before["time"], before["content"] = before["content"], cell  # 1 wk call | 1 wk comments
            continue
        bare.update({cell} if one.is_bare else ())
        if one.number not in open_ or one.field in open_[one.number]:
            open_[one.number] = {}
            groups.append(open_[one.number])
            stems.append(False)
        open_[one.number][one.field] = cell
        stems[groups.index(open_[one.number])] |= bool(one.stem)
    return [each for each, has_stem in zip(groups, stems, strict=True) if has_stem or _is_whole(each)]


def _usable(groups: Sequence[_Group]) -> list[_Group]:
    """The groups that tell of a contact: its content, or of several at least the day."""
    dated = [each for each in groups if "content" in each or "time" in each]
    return dated if len(dated) > 1 else [each for each in dated if "content" in each]


def _in_turn(told: Sequence[tuple[HeaderCell, Told]]) -> list[_Group]:
    """Groups of columns without numbers: a new one where a column comes again, or one of them is far off."""
    groups: list[_Group] = []
    before = -2
    for cell, one in told:
        if one.number is not None:
            continue
        if not groups or one.field in groups[-1] or cell.column != before + 1:
            groups.append({})
        groups[-1][one.field] = cell
        before = cell.column
    return groups


def _is_whole(group: _Group) -> bool:
    return "time" in group and "content" in group


def _only(told: Sequence[tuple[HeaderCell, Told]], cells: Sequence[HeaderCell]) -> Contacts:
    """The one contact that a list keeps: the last one, or its time and content."""
    plain = [(cell, one) for cell, one in told if one.number is None and (one.stem or one.is_last)]
    last = any(one.is_last for _, one in plain)
    group: _Group = {}
    for cell, one in sorted(plain, key=lambda each: not each[1].is_last):
        if one.field in ("time", "content", "method"):
            group.setdefault(one.field, cell)
    if last and "time" in group and "content" not in group:
        for step in (1, -1):
            beside = next((each for each in cells if each.column == group["time"].column + step), None)
            if beside is not None and any(_PLAIN_TEXT.match(key) for key in _keys(beside.label)):
                group.setdefault("content", beside)
    return Contacts(_in_order([group])) if _is_whole(group) else NO_CONTACTS


def _in_order(groups: Sequence[_Group]) -> tuple[ContactColumns, ...]:
    in_order = sorted(groups, key=lambda group: min(cell.column for cell in group.values()))
    return tuple(ContactColumns(n, group) for n, group in enumerate(in_order, 1))
