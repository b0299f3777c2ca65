"""Edits of a project as values: what each file held and what it is to hold; written whole, undone the same way."""
