"""Where a parcel goes, and what stands beside a file that is held. Pure: names and words."""

from __future__ import annotations

from pathlib import PurePosixPath

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Arrival, Parcel, Receipt
from workbook_crm.model.words import fill, hint, message

_KEPT_ENDINGS = {".xlsx": (".xlsx", ".xltx"), ".xlsm": (".xlsm", ".xltm")}
"""By the kind of the answer: endings of the sender's name that already say so."""

_HELD = Name(
    "这个文件没有收下：{file}\n收到时间：{when}\n\n",
    "This file was not taken in: {file}\nReceived: {when}\n\n",
)
_AGAIN = Name(
    "\n原文件就在旁边，没有任何改动。改好以后放回 inbox 文件夹，就会重新处理。\n",
    "\nThe file lies beside this note, unchanged. Once mended, put it back into the inbox folder.\n",
)


def answer_path(arrival: Arrival, ending: str) -> str:
    """`outbox/张三/商机.xlsx`: the sender's own name, with the ending that the answer's kind asks for."""
    name = PurePosixPath(arrival.file)
    kept = name.name if name.suffix.lower() in _KEPT_ENDINGS[ending] else f"{name.stem}{ending}"
    return "/".join(filter(None, ("outbox", arrival.sender, kept)))


def held_parcels(receipt: Receipt, content: bytes, language: Language) -> tuple[Parcel, Parcel]:
    """The file as it came, and beside it why it was not taken, in words."""
    file = receipt.arrival.file
    text = fill(_HELD[language], language, file=file, when=receipt.arrival.received)
    text += "\n".join(f"{message(each, language)}\n{hint(each, language)}" for each in receipt.findings)
    text += _AGAIN[language]
    note = text.replace("\n", "\r\n").encode("utf-8-sig")  # so that the oldest Notepad shows it right
    return Parcel(f"held/{file}", content), Parcel(f"held/{file}.txt", note)
