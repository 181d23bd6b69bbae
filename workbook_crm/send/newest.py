"""One newest answer a list: which earlier one makes room for it, and where that one goes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from workbook_crm.model.run import Outcome, Receipt

EARLIER = "earlier"
"""The folder beside the answers that holds those which are not the newest any more."""


def is_earlier(path: str) -> bool:
    """Whether an answer has made room for a newer one."""
    return PurePosixPath(path).parent.name == EARLIER


def earlier_path(answer: str, receipt_id: str) -> str:
    """`outbox/张三/earlier/客户 R-000012.xlsx`, for the answer of that receipt."""
    path = PurePosixPath(answer)
    return (path.parent / EARLIER / f"{path.stem} {receipt_id}{path.suffix}").as_posix()


def replaced_by(now: Receipt, path: str, answered: Iterable[Receipt]) -> Receipt | None:
    """The receipt whose answer makes room: that of the same list; None for a list that is new.

    `path` is where the answer would lie if there were no other; `answered` are receipts, newest first.
    """
    return next(
        (each for each in answered if _is_of_family(each.answer, path) and _is_same_list(each, now)), None
    )


def _is_of_family(answer: str | None, path: str) -> bool:
    """Whether an answer lies under the name, or under one that was counted on from it."""
    if answer is None or is_earlier(answer):
        return False
    one, other = PurePosixPath(answer), PurePosixPath(path)
    name = rf"{re.escape(other.stem)}(?: \(\d+\))?"
    return one.parent == other.parent and re.fullmatch(name, one.stem) is not None


def _is_same_list(before: Receipt, now: Receipt) -> bool:
    """Whether a workbook is the list that was answered: the same sheets, and records that are known by now.

    Where all is new although something was taken before, it is another list that bears the same name. An
    answer that only asks what its sheets are makes room for whatever comes of that.
    """
    if before.outcome is Outcome.HELD:
        return True
    if not {(each.sheet, each.kind) for each in before.sheets} & {
        (each.sheet, each.kind) for each in now.sheets
    }:
        return False
    taken = sum(each.new + each.changed + each.unchanged for each in before.sheets)
    new = sum(each.new for each in now.sheets)
    known = sum(each.changed + each.unchanged for each in now.sheets)
    return bool(known) or not (taken and new)
