"""Files of one round, in whatever order they came: what mentions a record comes after what brings it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbook_crm.check.awaited import waiting_rows
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.run import Reading, Verdict

_MOST = 1_000
"""Files that are put off in one round; where there are more, their rows wait in the store instead."""

_NAMED_AS = {"customers": ("customers",), "opportunities": ("opportunities",), "leads": SUBJECTS}
"""By the kind of what is made: all that may be meant by it."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A claimed file that is left for the end of the round; it is read again then, and takes no memory."""

    claim: Path
    sender: str | None
    brings: frozenset[str]
    """The kinds of its sheets."""
    waits_for: frozenset[str]
    """The kinds of the records that are missing, or would be made because nobody knows them."""
    makes: frozenset[str] = frozenset()
    """The kinds of what would be made."""


@dataclass(slots=True)
class Round:
    """What was put off in a round, oldest first."""

    in_hand: Path = field(default_factory=Path)
    """The claim that is being decided."""
    put_off: list[PutOff] = field(default_factory=list)

    def is_put_off(self, reading: Reading, verdict: Verdict) -> bool:
        """Whether a file is left for later: rows of it want a record that another file may bring.

        So is a file with sheets of the same kinds that the same sender wrote after one that is: the later one
        has the last word.
        """
        self.put_off = [each for each in self.put_off if each.claim != self.in_hand]  # of a try that failed
        if reading.batch is None or len(self.put_off) >= _MOST:
            return False
        waiting = waiting_rows(reading.batch, verdict.receipt.findings)
        waits_for = frozenset(each.waited_for.kind for each in waiting if each.waited_for)
        made = frozenset(kind for each in verdict.receipt.sheets for kind in each.made)
        file = PutOff(
            self.in_hand,
            reading.arrival.sender,
            frozenset(table.kind for table in reading.batch.tables),
            waits_for | frozenset(kind for each in made for kind in _NAMED_AS[each]),
            made,
        )
        if file.waits_for or any(_goes_before(each, file) for each in self.put_off):
            self.put_off.append(file)
            return True
        return False

    def next(self) -> PutOff:
        """Takes out the file to be decided next: the first that waits for nothing that another one brings.

        What another one would only make of its own rows comes before it too, where there is a choice.
        """
        free = [nth for nth in range(len(self.put_off)) if not self._waits(nth)]
        best = (nth for nth in free if not self._is_made_for(self.put_off[nth]))
        return self.put_off.pop(next(best, free[0] if free else 0))

    def _waits(self, nth: int) -> bool:
        file = self.put_off[nth]
        if any(_goes_before(each, file) for each in self.put_off[:nth]):
            return True
        return any(each is not file and each.brings & file.waits_for for each in self.put_off)

    def _is_made_for(self, file: PutOff) -> bool:
        return any(each is not file and (each.makes - file.makes) & file.waits_for for each in self.put_off)


def _goes_before(one: PutOff, file: PutOff) -> bool:
    """Whether an older file has to be decided before this one."""
    return one.sender == file.sender and bool(one.brings & file.brings)
