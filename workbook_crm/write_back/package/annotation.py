"""The package writer: a sender's workbook and what we want written into it, bytes in and bytes out.

Only the parts that change are written; every other part is copied as it was packed, byte for byte. Inside
of a part that changes, only the bytes of the touched cells and of what must know about them change.

How a second pass finds our marks, even after a spreadsheet program has saved the answer again:

- fills by colours that carry a number (see tones), the fills under them by hidden defined names, and by
  hidden cells of the summing-up sheet (see traces);
- notes by what they say, whoever is their author by now: by the seals of our texts, kept as the fills are,
  and without any by the words of our rules; in a sender's note by the line between his and ours (see notes);
- the result column and the summing-up sheet by local defined names, which follow moves and renames; the
  sheet also by a mark in a hidden column (see summary).

Only what is as we wrote it goes (see model.seals): a reply in a note, a word in the result column or a line
on the summing-up sheet is the sender's and stays.

`annotate(annotate(x, m), m)` is `annotate(x, m)`, byte for byte. `annotate(x, WorkbookMarks())` takes our
marks away: values that were filled in stay, styles that only our marks used stay behind unused, as do empty
cells that were made to carry a fill, and widened `spans` and `dimension`, which nothing reads as content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbook_crm.model.garbage import no_collections
from workbook_crm.model.marks import SummarySheet, WorkbookMarks

from .clearing import clear_marks
from .marking import mark_sheet
from .note_parts import add_notes
from .notes import Cell
from .parts import Package
from .relations import relations, set_content_type
from .stamp import add_stamp, clear_stamp
from .style_part import keep_styles, make_style_part, open_styles
from .styles import Styles
from .summary import CONTENT_TYPE, free_sheet_name, summary_xml
from .traces import fill_names, in_cells, seal_names, summary_name, view_name
from .views import open_at
from .workbook import Book, DefinedName
from .worksheet import Worksheet

_FORMULA_TAGS = (b"<f>", b"<f ", b":f>", b":f ")


def annotate(content: bytes, marks: WorkbookMarks) -> bytes:
    """The workbook with these marks, and without those of an earlier pass.

    `content` is an .xlsx or .xlsm. Raises PackageError where it cannot be annotated without a risk of damage.
    """
    with no_collections():
        return _annotated(Package(content), marks)


def _annotated(package: Package, marks: WorkbookMarks) -> bytes:
    book = Book(package)
    trail = clear_marks(book, marks.author)
    clear_stamp(package)
    if marks.sheets or marks.summary:
        make_style_part(book)
        styles = open_styles(book)
        names = [*_marked(book, styles, marks, is_answer=trail)]
        names += [*seal_names(book.seals), *fill_names(styles.traced)]
        summed_up = list(_summed_up(book, styles, marks.summary, names))
        keep_styles(book, styles)
        book.add_names([*names, *summed_up])
        if marks.stamp:
            add_stamp(package, marks.stamp, marks.keyword)
    return package.content()


def add_senders_notes(content: bytes, notes: Mapping[str, Mapping[Cell, str]], author: str) -> bytes:
    """A workbook with notes that stay when ours go, by name of the sheet and (row, column)."""
    book = Book(Package(content))
    for listed in book.sheets:
        if listed.part and listed.name in notes:
            sheet = Worksheet(book.package.read(listed.part))
            add_notes(book, listed.part, sheet, notes[listed.name], author)
            book.package.write(listed.part, sheet.content())
    return book.package.content()


def strip_marks(content: bytes, author: str = WorkbookMarks().author) -> bytes:
    """The workbook without our marks; values that were filled in stay."""
    return annotate(content, WorkbookMarks(author=author))


def is_signed(content: bytes) -> bool:
    """Whether the package carries a digital signature, which no longer holds after any change."""
    package = Package(content)
    return any("digital-signature" in name or name.startswith("_xmlsignatures/") for name in package.names)


def _marked(book: Book, styles: Styles, marks: WorkbookMarks, *, is_answer: bool) -> Iterator[DefinedName]:
    for sheet in marks.sheets:
        yield from mark_sheet(book, styles, sheet, marks.author, is_answer=is_answer)
    if any(fill.values for sheet in marks.sheets for fill in sheet.fills) and _has_formulas(book):
        book.compute_on_load()


def _summed_up(
    book: Book, styles: Styles, summary: SummarySheet | None, names: Iterable[DefinedName]
) -> Iterator[DefinedName]:
    """The summing-up sheet, with all that the names tell in hidden cells; yields names of its own."""
    if summary is None:
        return
    traces = tuple(in_cells(names, [sheet.name for sheet in book.sheets]))
    name = free_sheet_name(summary.name, (sheet.name for sheet in book.sheets))
    part = book.package.free_name("xl/worksheets/sheet{}.xml")
    xml = summary_xml(summary, styles, book.namespace, traces, date1904=book.date1904)
    book.package.write(part, xml)
    set_content_type(book.package, part, CONTENT_TYPE)
    index = book.add_sheet(name, part)
    yield summary_name(name, index)
    yield view_name(open_at(book, index))


def _has_formulas(book: Book) -> bool:
    """Whether a stored result may have become stale: any formula, in whatever sheet."""
    if book.has_formulas or any(
        relation.kind == "calcChain" for relation in relations(book.package, book.part)
    ):
        return True
    parts = [sheet.part for sheet in book.sheets if sheet.kind == "worksheet" and sheet.part]
    unseen = (part for part in parts if part not in book.looked_through)
    return any(_has_formula(xml) for xml in map(book.package.read, unseen))


def _has_formula(xml: bytes) -> bool:
    if b"<f" not in xml and (b"<sheetData" in xml or b":f" not in xml):
        return False
    return any(tag in xml for tag in _FORMULA_TAGS)
