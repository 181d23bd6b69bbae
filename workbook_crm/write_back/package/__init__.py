"""Writes marks into .xlsx and .xlsm packages and loses nothing of what the sender put there."""

from .annotation import annotate, is_signed, strip_marks
from .error import PackageError
from .summary import is_our_sheet

__all__ = ["PackageError", "annotate", "is_our_sheet", "is_signed", "strip_marks"]
