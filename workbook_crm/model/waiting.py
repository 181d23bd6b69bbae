"""Files that are left where they are for now, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbook_crm.model.language import Language, Name


class Why(StrEnum):
    """Why a file is not taken yet. None of these is for ever; the file is looked at again and again."""

    COPYING = "copying"
    """Its bytes are incomplete, or another program is writing it."""
    SETTLING = "settling"
    """It has changed too lately."""
    OPEN = "open"
    UNREADABLE = "unreadable"
    NOT_DOWNLOADED = "not-downloaded"
    NO_ROOM = "no-room"
    FAILED = "failed"
    """The disk, the network or the store failed; the file is ours already and is tried again."""
    OUR_MISTAKE = "our-mistake"
    """This program failed on it, and failed to hold it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, by the name a person knows it by."""

    file: str
    why: Why
    detail: Name | None = None
    """What kept it from being taken, where that is known."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An answer that is made and kept, and could not be put where it belongs yet."""

    path: str
    """Relative to the workspace, with forward slashes."""
    reason: Name


WORDS: Mapping[Why, Name] = {
    Why.COPYING: Name("还在复制或写入", "still being copied or written"),
    Why.SETTLING: Name("刚刚有变化，再等等", "changed a moment ago"),
    Why.OPEN: Name("正在 Excel 或 WPS 里打开，关闭后就收", "open in an office program; taken when closed"),
    Why.UNREADABLE: Name("读不了，会一再重试", "cannot be read; tried again and again"),
    Why.NOT_DOWNLOADED: Name("还在网盘上，没有下载到本机", "still in the cloud, not on this machine"),
    Why.NO_ROOM: Name("磁盘已满，腾出空间后就收", "the disk is full; taken once there is room"),
    Why.FAILED: Name("磁盘、网络或数据库出错，会自动重试", "disk, network or store failed; is tried again"),
    Why.OUR_MISTAKE: Name("程序出错，文件原样留着", "this program failed on it; the file is kept as it is"),
}


def in_words(each: Waiting, language: Language) -> str:
    """`cannot be read; tried again and again: the disk fails to read or write`."""
    text = WORDS[each.why][language]
    if each.detail is None:
        return text
    return text + ("：" if language is Language.ZH else ": ") + each.detail[language]
