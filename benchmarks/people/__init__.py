"""People who keep the same records in files of their own for weeks, and a plain model of what must be known then."""
