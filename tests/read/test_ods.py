"""OpenDocument spreadsheets: what the library leaves out is told by their XML."""

from __future__ import annotations

import pytest

from tests.lowered import lowered
from tests.read.built import codes, number, ods, only_sheet
from workbook_crm.model.grid import Area
from workbook_crm.model.raw import Format
from workbook_crm.read.library import Book, BrokenError

ROW = "<table:table-row>{}</table:table-row>"
ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error">'
    "<text:p>#N/A</text:p></table:table-cell>"
)


def test_true_addresses_behind_repeated_blanks() -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    skip = '<table:table-cell table:number-columns-repeated="2"/>'
    sheet = only_sheet(ods(blank + ROW.format(skip + number(1) + ERROR)), Format.ODS)
    assert (sheet.first_row, sheet.first_column) == (4, 3)
    assert sheet.errors == {(4, 4): "#N/A"}


def test_formulas_without_a_value_and_merges_and_hidden_rows_are_told() -> None:
    spanned = (
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" '
        'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
    )
    hidden = '<table:table-row table:visibility="filter">' + number(2) + "</table:table-row>"
    unvalued = '<table:table-cell table:formula="of:=[.A1]"/>'
    sheet = only_sheet(
        ods(ROW.format(spanned) + hidden + ROW.format(number(3) + unvalued + number(4))), Format.ODS
    )
    assert sheet.merges == (Area(1, 1, 1, 2),)
    assert sheet.hidden_rows == {2}
    assert sheet.unvalued == {(3, 2)}


def test_blanks_between_elements_do_not_matter() -> None:
    sheet = only_sheet(
        ods("\n  <table:table-row>\n    " + number(1) + "\n  </table:table-row>\n"), Format.ODS
    )
    assert sheet.cells == [[1.0]]


def test_formatted_blanks_to_the_end_of_the_grid_say_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="30"/>'
    tail = f'<table:table-row table:number-rows-repeated="90">{blank}</table:table-row>'
    with lowered(easy_cells=50, cells=300):
        assert only_sheet(ods(ROW.format(number(1)) + tail), Format.ODS).cells == [[1.0]]


@pytest.mark.parametrize(("rows", "code"), [(10, "damaged-file"), (11, "too-many-cells")])
def test_where_the_library_gives_up_a_value_that_is_repeated_too_often_is_the_reason(
    rows: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(content: bytes) -> Book:
        raise BrokenError("too many")

    monkeypatch.setattr("workbook_crm.read.ods.open_book", gives_up)
    cell = '<table:table-cell table:number-columns-repeated="30" office:value-type="float" office:value="1"/>'
    repeated = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    with lowered(cells=300):
        assert codes(ods(repeated), Format.ODS) == (code,)
