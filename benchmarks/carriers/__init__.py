"""Workbooks of ours, opened and saved by other programs, mended and sent back, round after round."""
