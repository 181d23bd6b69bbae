"""A file-driven workflow engine for vehicle dealerships that live in Excel."""

__version__ = "0.1.0"
