"""A batch and what is known become changes; changes become the store."""
