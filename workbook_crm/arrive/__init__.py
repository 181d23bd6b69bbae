"""Doors in: a file becomes an arrival, whole and safe to read."""
