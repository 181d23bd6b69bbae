"""What an undo does, told for its report: what changes and is withdrawn, what stays, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.queries import Queries
from workbook_crm.merge.survivors import Log, Survivor
from workbook_crm.model.changes import Change, Removal, differing, kept_differing
from workbook_crm.model.columns import Record
from workbook_crm.model.language import Name
from workbook_crm.model.sheets import PHONED, SHEET_OF
from workbook_crm.model.trace import KEPT
from workbook_crm.model.undoing import KeptSince, Leant, Refused, Reverted, Subject

Key = tuple[str, int]
"""Kind and id of a record."""
_MOST_NAMED = 5
_TAKEN_SINCE = Name(
    "现在已经是另一条记录（{other}）的；先撤销带来 {other} 的那次导入",
    "it is another record's by now ({other}); undo first what brought {other}",
)


@dataclass(frozen=True, slots=True)
class Retold:
    """Every record that an undo concerns, as it is and as it will be."""

    stored: Mapping[Key, Record]
    finals: Mapping[Key, Any]
    """None for one that will not be there."""
    left: Mapping[Key, Survivor]
    logs: Mapping[Key, Log]

    def changed(self) -> Iterator[Change]:
        """The records that stay, and become others."""
        for (kind, record_id), final in self.finals.items():
            now = self.stored.get((kind, record_id))
            if now is not None and final is not None and now != final:
                yield Change(kind, record_id, now, final, "", 0)

    def withdrawn(self) -> Iterator[Removal]:
        """The records that are there no more."""
        for (kind, record_id), final in self.finals.items():
            now = self.stored.get((kind, record_id))
            if now is not None and final is None:
                yield Removal(kind, record_id, now, "", 0)

    def restored(self) -> Iterator[Change]:
        """The records that are there again."""
        for (kind, record_id), final in self.finals.items():
            if final is not None and (kind, record_id) not in self.stored:
                yield Change(kind, record_id, None, final, "", 0)

    def reverted(self) -> Iterator[Reverted]:
        """Each value that becomes another, and each record that comes or goes."""
        for key, final in self.finals.items():
            kind, now = key[0], self.stored.get(key)
            if (now is None) != (final is None):
                of = Subject(kind, called(kind, final or now))
                yield Reverted(of, None, label(kind, now), label(kind, final))
            elif now is not None and now != final:
                of = Subject(kind, called(kind, now))
                fields = tuple(column.field for column in SHEET_OF[kind].visible)
                for field, (was, will) in differing(now, final, fields).items():
                    yield Reverted(of, field, was, will)
                for header, (before, after) in kept_differing(now, final).items():
                    yield Reverted(of, KEPT + header, before, after)

    def kept(self, imports: Collection[int]) -> Iterator[KeptSince]:
        """The values that receipts wrote too, and that stay because somebody wrote there later."""
        for key, left in self.left.items():
            mine = [each for each in self.logs[key] if not {each.revision, each.source}.isdisjoint(imports)]
            if self.finals[key] is None or not mine:
                continue
            last = max(each.revision for each in mine)
            of = Subject(key[0], called(key[0], self.finals[key]))
            for name in _named(key[0], mine):
                writer = left.writers.get(name)
                if writer is not None and writer.revision > last:
                    is_kept = name.startswith(KEPT)
                    value = left.kept.get(name.removeprefix(KEPT)) if is_kept else left.values.get(name)
                    yield KeptSince(of, name, value, writer.sender, writer.received, writer.receipt)

    def leant(self, leaning: Callable[[Key], list[str]]) -> Iterator[Leant]:
        """The records that stay though nobody made them any more, and who needs them."""
        for key, left in self.left.items():
            final = self.finals[key]
            if final is not None and not left.is_made:
                by = leaning(key) or sorted({each.receipt for each in left.writers.values()})
                yield Leant(Subject(key[0], called(key[0], final)), tuple(dict.fromkeys(by))[:_MOST_NAMED])

    def clashes(self, queries: Queries) -> Iterator[Refused]:
        """Records that would come to be known by what another record is known by now."""
        for (kind, field), wanted in self._newly_known_by().items():
            for each in records_in(queries.connection, queries.schema, kind, field, wanted):
                other = self.finals.get((kind, each.id), each.record)
                value = getattr(each.record, field)
                if other is None or getattr(other, field) != value:
                    continue
                for record_id in wanted.get(value, ()):
                    if record_id != each.id:
                        what = called(kind, self.finals[kind, record_id])
                        yield Refused(what, _TAKEN_SINCE.filled(other=each.record.number or ""))

    def _newly_known_by(self) -> Mapping[tuple[str, str], Mapping[Any, Sequence[int]]]:
        """By kind and field: the values by which records will be known that are not known by them now."""
        found: dict[tuple[str, str], dict[Any, list[int]]] = {}
        for (kind, record_id), final in self.finals.items():
            now = self.stored.get((kind, record_id))
            for field in _known_by(kind) if final is not None else ():
                value = getattr(final, field)
                if value is not None and (now is None or getattr(now, field) != value):
                    found.setdefault((kind, field), {}).setdefault(value, []).append(record_id)
        return found


def _named(kind: str, log: Log) -> list[str]:
    """The fields and kept columns that entries of a log wrote."""
    visible = {column.field for column in SHEET_OF[kind].visible}
    names = dict.fromkeys(name for each in log for name in each.after if name in visible)
    return list(names | dict.fromkeys(KEPT + header for each in log for header in each.kept_after))


def _known_by(kind: str) -> tuple[str, ...]:
    return (*(("number",) if SHEET_OF[kind].prefix else ()), *(("phone",) if kind in PHONED else ()))


def label(kind: str, record: Any) -> str | None:
    """What people call a record."""
    return None if record is None else str(getattr(record, SHEET_OF[kind].label) or "")


def called(kind: str, record: Any) -> str:
    """The number of a record; of a kind without any, what it belongs to and what it is called."""
    if SHEET_OF[kind].prefix:
        return str(record.number)
    whose = getattr(record, "opportunity", None) or getattr(record, "subject", None)
    return " ".join(filter(None, (whose, label(kind, record))))
