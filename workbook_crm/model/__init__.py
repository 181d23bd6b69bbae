"""The values that walk down the corridor. Frozen, small, and importing nothing but each other."""
