"""Which receipts are undone: an undo takes back a receipt, be that an import or another undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Undos:
    """The undos of a store, by revision: what each takes back."""

    undoes: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def holding(self) -> Mapping[int, int]:
        """By revision that is undone: the undo that holds. An undo that was undone itself does nothing."""
        by: dict[int, int] = {}
        for undo in sorted(self.undoes, reverse=True):  # what could undo it came later, and is settled by now
            if undo not in by:
                by.setdefault(self.undoes[undo], undo)
        return by

    def is_undone(self, revision: int) -> bool:
        """Whether what came under a receipt is taken back."""
        return revision in self.holding

    def holds(self, revision: int, source: int | None = None) -> bool:
        """Whether what came under a receipt counts as its sender's word: no undo, and none took it back.

        `source`: the receipt of the earlier workbook in which it stands; that has to hold as well.
        """
        if revision in self.undoes or revision in self.holding:
            return False
        return source is None or source not in self.holding

    def chain(self, revision: int) -> Iterator[int]:
        """A receipt, what it undoes, what that undoes, down to the import that all of it is about."""
        at: int | None = revision
        while at is not None:
            yield at
            at = self.undoes.get(at)

    def last_about(self, revision: int) -> int | None:
        """The latest undo that changed whether a receipt holds; None where none ever did."""
        about = (undo for undo in self.undoes if undo != revision and revision in self.chain(undo))
        return max(about, default=None)

    def at(self, revision: int) -> Undos:
        """The undos as they were at a revision of the past."""
        return Undos({undo: of for undo, of in self.undoes.items() if undo <= revision})

    def taken_back_since(self, revision: int) -> frozenset[int]:
        """Every receipt of which a later undo decided whether it holds, be it by way of other undos."""
        found = set[int]()
        for undo, of in self.undoes.items():
            each: int | None = of if undo > revision else None
            while each is not None:
                found.add(each)
                each = self.undoes.get(each)
        return frozenset(found)

    def has_effect_since(self, revision: int, since: int) -> bool:
        """Whether what a later receipt did is a difference to how things were at `since`.

        An import that was undone is none, and neither is the undo of what came after.
        """
        return not self.is_undone(revision) and self.undoes.get(revision, 0) <= since


NO_UNDOS = Undos()
