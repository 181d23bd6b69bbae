"""The one thing that goes wrong here: a package that cannot be annotated safely."""

from __future__ import annotations


class PackageError(Exception):
    """The workbook cannot be annotated without a risk of damage; `reason` says why, in a short sentence.

    The content that was given is untouched. Whoever answers makes a new workbook instead.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
