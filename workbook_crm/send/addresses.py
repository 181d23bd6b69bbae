"""Where a parcel goes, and what stands beside a file that is held. Pure: names and words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Arrival, Parcel, Receipt, Returned, Waits
from workbook_crm.model.words import fill, hint, message

_KEPT_ENDINGS = {".xlsx": (".xlsx", ".xltx"), ".xlsm": (".xlsm", ".xltm")}
"""By the kind of the answer: endings of the sender's name that already say so."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"/\\|?*]')
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", re.IGNORECASE)
_LONGEST_BYTES = 200
"""Of the 255 that a name may have, so that ` (2)` and `.txt` find room."""
_LONGEST_ENDING = 8

_HELD = Name(
    "这个文件退回：{file}\n收到时间：{when}\n\n",
    "This file is held: {file}\nReceived: {when}\n\n",
)
_AGAIN = Name(
    "\n原文件就在旁边，没有任何改动。改好以后放回 inbox 文件夹，就会重新处理。\n",
    "\nThe file lies beside this note, unchanged. Once mended, put it back into the inbox folder.\n",
)

_SEND_BACK = Name(
    "\n改好以后，用同样的名字（{stem}）放回你的收件夹。",
    "\nOnce it is mended, put it back into your folder in inbox under the same name ({stem}). ",
)
_GOES_AWAY = Name("收下以后，这张说明会自动消失。\n", "This note goes away when it is taken in.\n")

_ARCHIVE = Name("{file}\n收到时间：{when}\n\n", "{file}\nReceived: {when}\n\n")

_DUPLICATE = Name(
    "{file}\n收到时间：{when}\n\n"
    "这个文件和{by}在 {first} 发来的完全一样（导入回执 {receipt}），"
    "当时已经处理过，所以没有再收一次，记录没有变。\n\n"
    "里面的表：\n",
    "{file}\nReceived: {when}\n\n"
    "This file is the very same that came from {by} on {first} (receipt {receipt}). It was taken in then, so "
    "it was not taken in once more, and no record has changed.\n\nThe sheets in it:\n",
)
_GONE = Name(
    "{file}（导入回执 {receipt}，{when} 收到）\n\n"
    "这个文件里有 {rows} 行当时退回，因为它们提到的内容还没有。现在{by}的“{other}”带来了，"
    "但这个文件的原件已不在 archive 里，所以这些行没有自动收进来：\n\n",
    "{file} (receipt {receipt}, received {when})\n\n"
    "{rows:row of this file was|rows of this file were} held back, because something mentioned there was not "
    "known. “{other}” from {by} has brought it now. Nothing was taken in of them, for the original of this "
    "file is no longer in archive:\n\n",
)
_ROW = Name("  {sheet} 第 {row} 行\n", "  {sheet}, row {row}\n")
_SEND_AGAIN = Name(
    "\n请把这个文件再放进收件夹一次；已收下的行不会重复。\n",
    "\nPlease put this file into the inbox once more; rows already taken in are not taken twice.\n",
)
_MOST_ROWS = 20
_THE_HOUSE = Name("本店公用的收件夹", "the dealership's own inbox")
_SHEET_OF_IT = Name(
    "  {sheet}：{rows} 行，都已收下\n",
    "  {sheet}: {rows:row|rows}, all taken in\n",
)
_ROWS_OF = Name(
    "\n没有写负责人的新记录记在{by}名下，答复也在{by}的 outbox 文件夹里。\n",
    "\nNew records without an owner are {by}'s, and the answer lies in {by}'s folder in outbox.\n",
)
_ROWS_OF_NOBODY = Name(
    "\n没有写负责人的新记录还没有负责人，答复在 outbox 文件夹里。\n",
    "\nNew records without an owner have none yet, and the answer lies in outbox.\n",
)
_YOUR_OWN = Name(
    "如果要一份自己的答复，请在 Excel 里打开这个文件，改好（或另存一次）以后再放进你的收件夹。\n",
    "For an answer of your own, open the file in Excel, change it (or just save it again), and put it into "
    "your folder in inbox.\n",
)


def answer_path(arrival: Arrival, ending: str) -> str:
    """`outbox/张三/商机.xlsx`: the sender's own name, with the ending that the answer's kind asks for."""
    name = PurePosixPath(portable(arrival.file))
    kept = name.name if name.suffix.lower() in _KEPT_ENDINGS[ending] else f"{name.stem}{ending}"
    sender = folder_of(arrival.sender) if arrival.sender else None
    return "/".join(filter(None, ("outbox", sender, kept)))


def folder_of(person: str) -> str:
    """The name of a person's folder: his own name, or where that cannot be one, a name of no other person."""
    name = portable(person)
    if name == unicodedata.normalize("NFC", person):
        return name
    return f"{name}~{hashlib.sha256(person.encode()).hexdigest()[:4]}"


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
    file, text = receipt.arrival.file, _why_held(receipt, language) + _AGAIN[language]
    return Returned(f"held/{portable(file)}"), Parcel(f"held/{portable(file)}.txt", _note(text))


def _why_held(receipt: Receipt, language: Language) -> str:
    text = fill(_HELD[language], language, file=receipt.arrival.file, when=receipt.arrival.received)
    return text + "\n".join(f"{message(each, language)}\n{hint(each, language)}" for each in receipt.findings)


def sent_back_note(receipt: Receipt, language: Language) -> Parcel | None:
    """What tells a sender, among his own answers, why a file was not taken; None where he is not known."""
    arrival = receipt.arrival
    if arrival.sender is None:
        return None
    text = _why_held(receipt, language)
    text += fill(_SEND_BACK[language], language, stem=PurePosixPath(arrival.file).stem) + _GOES_AWAY[language]
    return Parcel(_path_of_note(arrival), _note(text))


def archive_note(receipt: Receipt, language: Language) -> Parcel | None:
    """What tells a sender what was left of an archive of his; None where he is not known."""
    arrival = receipt.arrival
    if arrival.sender is None:
        return None
    text = fill(_ARCHIVE[language], language, file=arrival.file, when=arrival.received)
    text += "\n".join(f"{message(each, language)}\n{hint(each, language)}" for each in receipt.findings)
    return Parcel(_path_of_note(arrival), _note(text))


def is_sent_back_note(content: bytes) -> bool:
    """Whether a file is a note that tells a sender why a file was not taken, as we wrote it."""
    ends = (said.encode().replace(b"\n", b"\r\n") for said in (_GOES_AWAY.zh, _GOES_AWAY.en))
    return content.endswith(tuple(ends))


def duplicate_note(first: Receipt, arrival: Arrival, language: Language) -> Parcel:
    """What tells somebody that another has sent the very same file before him, beside his own answers.

    It says nothing of what was found or filled in for the other: that is in the other's answer.
    """
    by = first.arrival.sender or _THE_HOUSE[language]
    facts = {"file": arrival.file, "when": arrival.received, "by": by, "first": first.arrival.received}
    text = fill(_DUPLICATE[language], language, receipt=first.id, **facts)
    text += "".join(
        fill(_SHEET_OF_IT[language], language, sheet=each.sheet, rows=each.rows) for each in first.sheets
    )
    owned = _ROWS_OF if first.arrival.sender else _ROWS_OF_NOBODY
    text += fill(owned[language], language, by=by) + _YOUR_OWN[language]
    return _note_to(arrival, text)


def gone_note(waits: Waits, brings: Arrival, language: Language) -> Parcel:
    """What tells a sender that rows of his would be taken now, had the archive kept his workbook."""
    earlier, rows = waits.receipt.arrival, sorted(waits.rows)
    by = brings.sender or _THE_HOUSE[language]
    facts = {"file": earlier.file, "receipt": waits.receipt.id, "when": earlier.received, "by": by}
    text = fill(_GONE[language], language, rows=len(rows), other=brings.file, **facts)
    text += "".join(fill(_ROW[language], language, sheet=sheet, row=row) for sheet, row in rows[:_MOST_ROWS])
    text += "  …\n" if len(rows) > _MOST_ROWS else ""
    return _note_to(earlier, text + _SEND_AGAIN[language])


def _note_to(arrival: Arrival, text: str) -> Parcel:
    """A note beside the answers of an arrival's sender."""
    return Parcel(_path_of_note(arrival), _note(text))


def _path_of_note(arrival: Arrival) -> str:
    """Beside the sender's answers."""
    return f"{answer_path(arrival, '.xlsx').rpartition('/')[0]}/{portable(arrival.file)}.txt"


def _note(text: str) -> bytes:
    """Text as a file that the oldest Notepad shows right."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
