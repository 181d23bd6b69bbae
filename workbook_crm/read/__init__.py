"""Bytes to rows: what the sender wrote, understood as records of the trade."""
