"""The stamp: what a workbook of ours says of itself, so that it is known again when it comes back.

It is signed with a key that only the store has. Who reads a stamp learns nothing but who was given what, and
when; who changes one makes it a foreign workbook's.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from workbook_crm.model.language import Language, Name
from workbook_crm.model.stamp_cells import KEYWORD, id_of_answer

KEY_BYTES = 32
_FORM = "1"
_MAC_BYTES, _ID_BYTES, _CODE_BYTES = 16, 5, 5
_MOST_OF_A_NAME = 60
"""Characters of a person's name in a stamp: a document property holds 255."""
_MOST_SAVINGS = 20
"""How often a program may have written the property's bytes as characters: each saving doubles its length."""
_TEXT = re.compile(
    r"1\.(?P<export>[A-Z2-7]+|R[0-9]{6,})\.(?P<revision>\d{1,12})\.(?P<person>.*)\.(?P<mac>[A-Z2-7]{26})",
    re.DOTALL,
)
_CELL = Name(
    "数据截至 {made:%Y-%m-%d %H:%M} · 第 {revision} 版 · {person} · {code}",
    "Data as of {made:%Y-%m-%d %H:%M} · version {revision} · {person} · {code}",
)
_EVERYBODY = Name("所有人", "everybody")


class Stamp(NamedTuple):
    """Which export a workbook is, of which revision of the store, and whom it was made for."""

    export: str
    revision: int
    person: str = ""


class Imprint(NamedTuple):
    """A stamp as it is put into a workbook."""

    property: str
    keyword: str
    cell: str


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One sheet of a workbook that was handed out."""

    name: str
    kind: str
    columns: tuple[str, ...]
    """The fields that it has a column of."""
    ids: tuple[int, ...] = ()
    """The record of each row."""
    numbers: tuple[str, ...] = ()
    """Of a form, the number in each row; the other cells were handed out blank, to be filled in."""

    @property
    def is_form(self) -> bool:
        """Whether its cells were blank when it was handed out, but for the numbers."""
        return bool(self.numbers)


@dataclass(frozen=True, slots=True)
class Export:
    """One workbook that was handed out."""

    id: str
    revision: int
    person: str
    sheets: tuple[ExportSheet, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether it is an answer; the ids of its sheets are the lines that they are versions of."""
        return self.id == id_of_answer(self.revision)

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.id, self.revision, self.person)


def export_of(key: bytes, revision: int, person: str, sheets: Iterable[ExportSheet]) -> Export:
    """The export of these sheets: the same ones, of the same revision, are one export."""
    listed, name = tuple(sheets), _name(person)
    told = repr(
        (revision, name, [(each.name, each.kind, each.columns, each.ids, each.numbers) for each in listed])
    )
    return Export(_base32(_mac(key, f"export {told}")[:_ID_BYTES]), revision, name, listed)


def answer_export(revision: int, person: str | None, sheets: Iterable[ExportSheet] = ()) -> Export:
    """The answer to what came under a receipt; `sheets` name the lines that it is a version of."""
    return Export(id_of_answer(revision), revision, _name(person or ""), tuple(sheets))


def imprint_of(export: Export, key: bytes, made: datetime, language: Language) -> Imprint:
    """The stamp of an export, as a workbook carries it."""
    person = export.person or _EVERYBODY[language]
    code = code_of(export.stamp, key)
    cell = _CELL[language].format(
        made=made, revision=export.revision, person=person, code=f"{code[:4]}-{code[4:]}"
    )
    return Imprint(signed(export.stamp, key), KEYWORD + export.id, cell)


def signed(stamp: Stamp, key: bytes) -> str:
    """The stamp as a document property holds it."""
    said = f"{_FORM}.{stamp.export}.{stamp.revision}.{stamp.person}"
    return f"{said}.{_base32(_mac(key, said)[:_MAC_BYTES])}"


def code_of(stamp: Stamp, key: bytes) -> str:
    """The first signs of its signature, as the cell shows them."""
    said = f"{_FORM}.{stamp.export}.{stamp.revision}.{stamp.person}"
    return _base32(_mac(key, said)[:_CODE_BYTES])


def stamp_in(text: str) -> Stamp | None:
    """What the text of a document property says, whether it is true or not; None where it is no stamp."""
    found = _TEXT.fullmatch(text.strip())
    return Stamp(found["export"], int(found["revision"]), found["person"]) if found else None


def signed_stamp(text: str, key: bytes) -> Stamp | None:
    """The stamp in the text of a document property; None where it was not signed with this key."""
    return next((stamp_in(each) for each in _as_written(text.strip()) if _is_genuine(each, key)), None)


def _as_written(text: str) -> Iterator[str]:
    """A text, and what it was before a program wrote each of its UTF-8 bytes as a character.

    SheetJS 0.18.5 does so at every saving, with the document's properties only.
    """
    for _ in range(_MOST_SAVINGS):
        yield text
        try:
            text = text.encode("latin-1").decode()
        except UnicodeError:
            return


def _is_genuine(text: str, key: bytes) -> bool:
    stamp = stamp_in(text)
    return stamp is not None and hmac.compare_digest(signed(stamp, key).encode(), text.encode())


def _name(person: str) -> str:
    return person.strip()[:_MOST_OF_A_NAME].strip()


def _mac(key: bytes, said: str) -> bytes:
    return hmac.new(key, said.encode(), hashlib.sha256).digest()


def _base32(signs: bytes) -> str:
    return base64.b32encode(signs).decode().rstrip("=")
