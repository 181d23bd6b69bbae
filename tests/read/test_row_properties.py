"""What holds for every workbook, however it looks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.grids import TODAY, WORDS, accounted
from workbook_crm.model.aliases import aliases_of
from workbook_crm.model.finding import Finding
from workbook_crm.model.grid import Area
from workbook_crm.model.language import Language
from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.words import hint, message
from workbook_crm.read.rows import read_rows

HEADERS = [
    *(name for sheet in SHEETS for column in sheet.visible for name in (column.name.zh, column.name.en)),
    *(word for each in SHEETS for column in each.visible for word in aliases_of(each.kind, column.field)[:3]),
]
ODD = [
    "合计",
    "小计：",
    "必填",
    "示例",
    "清空",
    "-",
    "--",
    "1.38E+10",
    "95折",
    "12.5万",
    "(500)",
    "2024-13-45",
    "3/5",
    "03/04/2024",
    "13812345678/13912345678",
    "\ufffd锟斤拷",
    "{{name}}",
    "＋８６",
    "%",
    "折",
    "万",
    "二〇二四年三月五日",
    "()",
    "（",
    "1e999",
    "٣٤٥",
    "²",
    "24点30分",
    "99:99",
    "2024-03-05 99:99",
    "0000-00-00",
    "+",
    ".",
    "1.2.3",
    "五五折",
    "@",
    "a@b",
    "VIN",
    "L-999999999999",
]
SHEET_NAMES = [
    "客户",
    "商机产品",
    "Leads",
    "跟进记录",
    "Catalog",
    "员工",
    "Choices",
    "商机",
    "Sheet1",
    "处理结果",
    "说明",
]
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(HEADERS),
    st.sampled_from(ODD),
    st.text(max_size=12),
    st.floats(),
    st.integers(-10, 10**18).map(float),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
ADDRESS = st.tuples(st.integers(1, 12), st.integers(1, 10))


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """A sheet with a header somewhere, or none, and anything at all below it."""
    width = draw(st.integers(0, 8))
    rows: list[list[str | float | bool | date | datetime | time | timedelta]] = []
    rows += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=2))
    if draw(st.booleans()):
        rows.append(draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width)))
    rows += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
    corners = draw(st.lists(st.tuples(ADDRESS, ADDRESS), max_size=3))
    return RawSheet(
        draw(st.sampled_from(SHEET_NAMES)),
        draw(st.integers(1, 3)),
        draw(st.integers(1, 3)),
        rows,
        merges=tuple(Area(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in corners),
        errors=draw(st.dictionaries(ADDRESS, st.just("#N/A"), max_size=3)),
        unvalued=frozenset(draw(st.sets(ADDRESS, max_size=3))),
        hidden=draw(st.booleans()),
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 12), max_size=3))),
    )


def without_the_senders_words(text: str, of: Finding) -> str:
    """A message without what it quotes: a sender may write braces, a wording may not keep its own."""
    quoted = [of.value]
    for _, fact in of.facts:
        quoted += [each for each in (fact if isinstance(fact, tuple) else (fact,)) if isinstance(each, str)]
    for each in sorted(filter(None, quoted), key=len, reverse=True):
        text = text.replace(each, "")
    return text


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sheets(), max_size=3))
def test_every_row_is_accounted_for_and_every_finding_can_be_said(found: list[RawSheet]) -> None:
    batch, findings = read_rows(RawWorkbook("x.xlsx", Format.XLSX, tuple(found)), WORDS, Settings(), TODAY)
    for table in batch.tables:
        assert accounted(table)
        rows = [each.row for each in table.rows]
        assert rows == sorted(set(rows))
        assert all(table.header_row < row <= table.header_row + table.row_count for row in rows)
        fields = [each.field for each in table.headings if each.field]
        assert set(fields) <= set(table.of.by_field)
    for each in findings:
        for language in Language:
            assert "{" not in without_the_senders_words(message(each, language), each).replace("{{name}}", "")
            hint(each, language)
    assert (batch, findings) == read_rows(
        RawWorkbook("x.xlsx", Format.XLSX, tuple(found)), WORDS, Settings(), TODAY
    )


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([(s.name.zh, c.name.zh) for s in SHEETS for c in s.visible]), CELLS)
def test_any_cell_can_be_read_in_any_column(where: tuple[str, str], cell: str) -> None:
    name, header = where
    sheet = next(each for each in SHEETS if each.name.zh == name)
    names = [column.name.zh for column in sheet.visible]
    row = [cell if each == header else "x" for each in names]
    raw = RawSheet(name, 1, 1, [names, row, row])
    batch, _ = read_rows(RawWorkbook("x.xlsx", Format.XLSX, (raw,)), WORDS, Settings(), TODAY)
    assert [accounted(table) for table in batch.tables] == [True]
