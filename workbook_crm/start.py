"""A new workspace: folders, commented settings, an empty template, a small sample; and templates on request."""

from __future__ import annotations

from workbook_crm.model.language import Name

TEMPLATE = Name("空白模板.xlsx", "Template.xlsx")
"""The empty template that a new workspace holds."""
