"""Writes marks into .xlsx and .xlsm packages and loses nothing of what the sender put there."""

from .annotation import add_senders_notes, annotate, is_signed, strip_marks
from .error import PackageError
from .summary import is_our_sheet

__all__ = ["PackageError", "add_senders_notes", "annotate", "is_our_sheet", "is_signed", "strip_marks"]
