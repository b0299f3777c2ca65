"""A new article."""
from checker.desk.casts import cast
page = make = head = cast
