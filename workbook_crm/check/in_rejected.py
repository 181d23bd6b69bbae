"""Who is named by rows of earlier workbooks that nobody has mended yet: they are not unknown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.rejected import OpenRejection, RejectedRow

_NAMED = frozenset({"leads", "customers", "opportunities"})
_PHONE = "phone "


class InRejected:
    """An index of them, by kind and by what other rows call them.

    `here`: the kinds that the workbook at hand has rows of. Who stands in none of its rows may be gone.
    """

    def __init__(self, rejected: Iterable[OpenRejection], here: Container[str]) -> None:
        self._rows: dict[tuple[str, str], RejectedRow] = {}
        for each in rejected:
            if each.row.kind in _NAMED and each.row.kind not in here:
                for called in _called(each.row):
                    self._rows.setdefault((each.row.kind, called), each.row)

    def row_of(self, kinds: Iterable[str], text: str) -> RejectedRow | None:
        """The rejected row of one of these kinds that is called so."""
        called = search_key(text)
        return next((row for kind in kinds if (row := self._rows.get((kind, called)))), None)


def _called(row: RejectedRow) -> Iterator[str]:
    if row.name:
        yield search_key(row.name)
    yield from (search_key(each.removeprefix(_PHONE)) for each in row.keys if each.startswith(_PHONE))


def mend_first(row: RejectedRow) -> Name:
    """The sentence that says which row is to be mended."""
    place = f"{row.sheet}!{row.row}"
    return Name(
        f"《{row.list}》的 {place} 写的是它，那一行被退回了：改好那一行再发，这一行会自动入库。",
        f"{place} of “{row.list}” is about it and was held back: correct that row and send it again, and "
        "this one is taken in by itself. ",
    )
