"""Items that are grouped by and by: quantities, figures, subjects or names that something ties."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Sets(Generic[Item]):
    """Disjoint sets, each found by one item that stands for all of it; an item that was never joined is its own."""

    def __init__(self) -> None:
        self._parent: dict[Item, Item] = {}

    def root(self, item: Item) -> Item:
        parent = self._parent
        while (above := parent.get(item, item)) != item:
            parent[item] = parent.get(above, above)
            item = above
        return item

    def join(self, items: Iterable[Item]) -> None:
        """Make one set of the sets of some items; that of the first stands for it."""
        first: Item | None = None
        for item in items:
            if first is None:
                first = self.root(item)
            else:
                self._parent[self.root(item)] = first
