"""Where a parcel goes, and what stands beside a file that is held. Pure: names and words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Arrival, Parcel, Receipt, Returned
from workbook_crm.model.words import fill, hint, message

_KEPT_ENDINGS = {".xlsx": (".xlsx", ".xltx"), ".xlsm": (".xlsm", ".xltm")}
"""By the kind of the answer: endings of the sender's name that already say so."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", re.IGNORECASE)
_LONGEST_BYTES = 200
"""Of the 255 that a name may have, so that ` (2)` and `.txt` find room."""
_LONGEST_ENDING = 8

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
    name = PurePosixPath(portable(arrival.file))
    kept = name.name if name.suffix.lower() in _KEPT_ENDINGS[ending] else f"{name.stem}{ending}"
    sender = portable(arrival.sender) if arrival.sender else None
    return "/".join(filter(None, ("outbox", sender, kept)))


def portable(name: str) -> str:
    """A file name that every system can store: nearly always the very same one.

    Names, characters and endings that Windows refuses are replaced (learn.microsoft.com, Naming Files), and
    what is longer than any file system takes is cut in front of its ending.
    """
    clean = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", name)).rstrip(". ")
    stem, dot, end = clean.rpartition(".")
    if not dot or len(end) > _LONGEST_ENDING:
        stem, dot, end = clean, "", ""
    if _DEVICE.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    while len(f"{stem}{dot}{end}".encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem}{dot}{end}" or "_"


def held_parcels(receipt: Receipt, language: Language) -> tuple[Returned, Parcel]:
    """The file as it came, and beside it why it was not taken, in words."""
    file = receipt.arrival.file
    text = fill(_HELD[language], language, file=file, when=receipt.arrival.received)
    text += "\n".join(f"{message(each, language)}\n{hint(each, language)}" for each in receipt.findings)
    text += _AGAIN[language]
    note = text.replace("\n", "\r\n").encode("utf-8-sig")  # so that the oldest Notepad shows it right
    return Returned(f"held/{portable(file)}"), Parcel(f"held/{portable(file)}.txt", note)
