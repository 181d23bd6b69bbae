"""The sender's own workbook comes back with our figures and marks, and nothing lost."""
