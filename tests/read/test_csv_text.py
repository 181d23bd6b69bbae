"""Text files: the right characters in the right cells, whatever wrote them; nothing becomes a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lowered import lowered
from workbook_crm.read.charset import decode
from workbook_crm.read.csv_text import parse, read_csv, sniff

PEOPLE = "姓名,电话,备注\r\n张三,00123,电动叉车三台，下周回访\r\n李四,13812345678,需要报价\r\n"
TRADITIONAL = "姓名,電話,備註\r\n張三,00123,電動堆高機三台，下週回訪\r\n李四,0912345678,需要報價單\r\n"
ROWS = [line.split(",") for line in PEOPLE.splitlines()]

ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16-LE",
    "utf-16-be": "UTF-16-BE",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
    "gbk": "GB18030",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_chinese_is_decoded(encoding: str) -> None:
    text = decode(PEOPLE.encode(encoding))
    assert text.text.removeprefix("\ufeff") == PEOPLE
    assert text.encoding == ENCODINGS[encoding]
    assert text.is_certain


def test_traditional_chinese_in_big5_is_told_from_gb18030() -> None:
    text = decode(TRADITIONAL.encode("big5"))
    assert (text.text, text.encoding) == (TRADITIONAL, "Big5")


def test_traditional_chinese_in_gbk_is_told_from_big5() -> None:
    assert decode(TRADITIONAL.encode("gbk")).text == TRADITIONAL


def test_western_letters_are_not_taken_for_chinese() -> None:
    western = "name;city\nMüller;Köln\nGarçon;Besançon\nNuñez;Málaga\n"
    assert decode(western.encode("cp1252")).text == western


@pytest.mark.parametrize(
    "text",
    [
        "Oportunidade;Situação;Observação\nMáquina;Negociação;Promoção\nTrator;Licitação;Não\n",
        "Größe;Straße;Maße\nÜbergröße;Gefäß;Füße\n",
        "DESCRIÇÃO;AÇÃO\nREVISÃO;LIGAÇÃO\n",
        "Prix (€);N°\n12 €;n° 5\n",
    ],
)
def test_two_western_letters_side_by_side_are_no_chinese_one(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.broken) == (text, "Windows-1252", 0)


def test_what_chinese_would_break_and_a_western_encoding_does_not_is_western() -> None:
    text = "name;city\n" + "Zoë ÀÉ;“ÄÖ” Ñandú—Ó\n" * 5
    content = text.encode("cp1252")
    assert "\ufffd" in content.decode("gb18030", "replace")
    assert decode(content).text == text


@pytest.mark.parametrize("text", ["A级客户,B级客户\n王A总,李B工\n", "3t车,5t车\n甲x乙,丙y丁\n"])
def test_single_chinese_characters_between_letters_stay_chinese(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


def test_a_character_that_was_cut_does_not_make_chinese_western() -> None:
    decoded = decode((PEOPLE * 3).encode("gb18030") + "王".encode("gb18030")[:1] + b"\n")
    assert (decoded.encoding, decoded.broken) == ("GB18030", 1)


def test_characters_that_another_program_has_lost_leave_the_rest_as_it_is() -> None:
    decoded = decode("name,mail\nJos\ufffd,a@example.com\nKov\ufffdr,b@example.com\n".encode())
    assert (decoded.encoding, decoded.broken) == ("UTF-8", 2)
    assert decoded.text.splitlines()[1] == "Jos\ufffd,a@example.com"


def test_japanese_is_told_from_chinese_by_its_syllables() -> None:
    text = "お客様,電話番号,メモ\r\n山田太郎,0312345678,フォークリフトを見たい\r\n"
    assert decode(text.encode("cp932")).text == text
    assert decode(PEOPLE.encode("gb18030")).encoding == "GB18030"


def test_a_doubtful_encoding_is_said() -> None:
    _, findings = read_csv("张,1\n".encode("gb18030"), name="a.csv")
    assert [each.rule.code for each in findings] == ["encoding-guessed"]


def test_a_character_that_was_cut_is_replaced_and_counted() -> None:
    _, findings = read_csv((PEOPLE + "王").encode()[:-1] + b"\n", name="a.csv")
    assert [each.rule.code for each in findings] == ["broken-characters"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    text = PEOPLE.replace(",", delimiter).replace("\r\n", end)
    assert parse(text) == ROWS


def test_decimal_commas_do_not_cut_cells() -> None:
    assert parse("a;b\n1,5;2,5\n3,5;4,5\n") == [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]
    assert parse("1,5;2,5\n3,5;4,5\n") == [["1,5", "2,5"], ["3,5", "4,5"]]


def test_the_line_that_names_the_separator_is_no_row() -> None:
    assert parse("sep=;\r\na;b,c\r\n1;2\r\n") == [["a", "b,c"], ["1", "2"]]


def test_quoted_cells_hold_delimiters_and_line_breaks() -> None:
    assert parse('a,b\r\n"x, y\r\nz","say ""hi"""\r\n') == [["a", "b"], ["x, y\r\nz", 'say "hi"']]


def test_a_quotation_mark_that_nobody_closed_does_not_eat_the_file() -> None:
    text = 'name,size\n"3 inch,7\n' + "".join(f"row{n},{n}\n" for n in range(100))
    assert len(parse(text)) == 102


def test_everything_stays_text() -> None:
    book, _ = read_csv(b"phone,when,code\n00123,2024-03-05,1E5\n", name="leads.csv")
    assert book is not None
    assert book.sheets[0].cells == [["phone", "when", "code"], ["00123", "2024-03-05", "1E5"]]
    assert book.sheets[0].name == "leads"


def test_text_written_as_a_formula_for_excel_is_unwrapped() -> None:
    assert parse('phone,name\n="00123",=A1\n') == [["phone", "name"], ["00123", "=A1"]]


def test_blank_lines_keep_their_row_numbers_and_short_rows_are_filled() -> None:
    book, _ = read_csv(b"a,b,c\n\n1,2\n", name="x.csv")
    assert book is not None
    assert book.sheets[0].cells == [["a", "b", "c"], ["", "", ""], ["1", "2", ""]]


def test_nul_bytes_are_left_out() -> None:
    assert parse("a,b\n1\0,2\n") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n", b"\r\n"])
def test_nothing_but_line_ends_is_empty(content: bytes) -> None:
    assert read_csv(content, name="x.csv")[0] is None


@pytest.mark.parametrize(("width", "codes"), [(15, []), (16, ["too-many-cells"])])
def test_one_long_line_below_many_short_ones_is_refused_and_not_laid_out(
    width: int, codes: list[str]
) -> None:
    with lowered(cells=300):
        _, findings = read_csv(b"a\n" * 19 + b"," * (width - 1) + b"b\n", name="x.csv")
    assert [each.rule.code for each in findings if each.is_error] == codes


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_and_cut_without_an_exception(content: bytes) -> None:
    read_csv(content, name="x.csv")


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff\r\n"), max_size=8)


@given(
    st.lists(
        st.lists(CELLS.map(lambda cell: cell.strip('"=')), min_size=3, max_size=3), min_size=2, max_size=8
    )
)
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]]) -> None:
    text = "".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    assert parse(text) == rows


@given(st.text(max_size=200))
def test_some_delimiter_is_always_found(text: str) -> None:
    assert sniff(text) in ",;\t|"
