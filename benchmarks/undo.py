"""Is an undo what it says? Random logs in a real store, some of their imports undone in random orders.

Each log is of a few customers: its imports make them and write some of their fields. Then imports, and undos, are
undone one after another. What is left is compared with a replay by a rule of three lines that knows nothing of
the store: a field has the last value that was written by an import which holds. Some undos are undone at once,
and what was before is compared with what is.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from benchmarks.measure import table
from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.store import Store, Writing
from workbook_crm.model.changes import Change, MergePlan
from workbook_crm.model.columns import with_values
from workbook_crm.model.records import Customer
from workbook_crm.model.run import Arrival, Outcome, Receipt
from workbook_crm.model.sheets import number_of

START = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))
FIELDS = ("level", "remark", "region", "address")
STAYING = ("number", "name", "phone", "state", "owner")
A_STORE = 100
"""Logs that share a store: undos of others must not matter to a log."""
MOST_RECORDS, MOST_IMPORTS = 3, 8


@dataclass
class Log:
    """One log: what each of its imports wrote, and what undid what."""

    ids: range
    writes: dict[int, dict[int, dict[str, Any]]] = field(default_factory=dict)
    """By import and record: the fields that it wrote."""
    makers: dict[int, int] = field(default_factory=dict)
    undoes: dict[int, int] = field(default_factory=dict)

    def holds(self, receipt: int) -> bool:
        """Whether nothing that holds undoes a receipt: by the letter of the rule."""
        return not any(of == receipt and self.holds(undo) for undo, of in self.undoes.items())

    def replayed(self) -> dict[int, dict[str, Any]]:
        """By record: its fields as the imports that hold leave them."""
        left: dict[int, dict[str, Any]] = {}
        for record_id, maker in self.makers.items():
            writers = [
                each for each in sorted(self.writes) if record_id in self.writes[each] and self.holds(each)
            ]
            if not writers:
                continue
            made = self.writes[maker][record_id]
            values = (
                {} if maker in writers else {name: made[name] for name in STAYING} | {"provisional": True}
            )
            for each in writers:
                values |= self.writes[each][record_id]
            left[record_id] = values
        return left


def main() -> None:
    """Runs as many logs as were asked for, and prints what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, counts, began = (
        random.Random(options.seed),
        dict.fromkeys(("undos", "differing", "restored"), 0),
        time.time(),
    )
    for first in range(0, options.logs, A_STORE):
        for name, count in one_store(rng, min(A_STORE, options.logs - first)).items():
            counts[name] += count
    seconds = time.time() - began
    head = ["logs", "undos", "logs that differ from the replay", "undos undone that left something else", "s"]
    row = [options.logs, counts["undos"], counts["differing"], counts["restored"], f"{seconds:.0f}"]
    print(table(head, [list(map(str, row))]))


def one_store(rng: random.Random, count: int) -> Mapping[str, int]:
    """Some logs in one store, their imports and undos mixed: how many undos, and what came out wrong."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'store.db'}", 2)
        try:
            with store._engine.begin() as connection:
                return _Run(store, connection, rng, count).everything()
        finally:
            store.close()


class _Run:
    def __init__(self, store: Store, connection: Connection, rng: random.Random, count: int) -> None:
        self._schema, self._connection, self._rng = store._schema, connection, rng
        self._logs = [
            Log(range(1 + nth * MOST_RECORDS, 1 + (nth + 1) * MOST_RECORDS)) for nth in range(count)
        ]
        self._revision = 0

    def everything(self) -> Mapping[str, int]:
        for _ in range(MOST_IMPORTS):
            for log in self._rng.sample(self._logs, len(self._logs)):
                self._import(log)
        undos = restored = 0
        for log in self._logs * 4:
            receipts = [each for each in (*log.writes, *log.undoes) if log.holds(each)]
            if receipts and self._rng.random() < 0.8:
                before, of = self._now(log), self._rng.choice(receipts)
                self._undo(log, of)
                undos += 1
                if log.undoes.get(of) is None and self._rng.random() < 0.2:  # and at once back again
                    self._undo(log, self._revision)
                    undos, restored = undos + 1, restored + (self._now(log) != before)
        differing = sum(self._now(log) != log.replayed() for log in self._logs)
        return {"undos": undos, "differing": differing, "restored": restored}

    def _import(self, log: Log) -> None:
        writing, self._revision = Writing(self._connection, self._schema), self._revision + 1
        known = {each.id: each.record for each in self._records(log)}
        changes, written = [], dict[int, dict[str, Any]]()
        for record_id in self._rng.sample(log.ids, self._rng.randint(1, MOST_RECORDS)):
            values: dict[str, Any] = {name: str(self._revision) for name in self._rng.sample(FIELDS, 2)}
            before = known.get(record_id)
            if before is None:
                values |= {
                    "number": number_of("customers", record_id), "name": f"客户{record_id}",
                    "phone": f"139{record_id:08d}", "state": "valid", "owner": "张三",
                }  # fmt: skip
                log.makers[record_id] = self._revision
            after = Customer(**values) if before is None else with_values(before, values)
            changes.append(Change("customers", record_id, before, after, "客户", 2))
            written[record_id] = values
        log.writes[self._revision] = written
        writing.keep(MergePlan(tuple(changes)), START)
        writing.commit(Receipt("", self._arrival(), Outcome.TAKEN), ())

    def _undo(self, log: Log, of: int) -> None:
        writing, self._revision = Writing(self._connection, self._schema), self._revision + 1
        receipt = f"R-{of:06d}"
        plan = writing.plan_undo(receipt, amount_of=lambda _: None, early_days=2)
        writing.keep_undo(plan)
        writing.commit(Receipt("", self._arrival(), Outcome.UNDO, undoes=receipt), ())
        log.undoes[self._revision] = of

    def _arrival(self) -> Arrival:
        return Arrival(f"{self._revision:032x}", "客户.xlsx", "张三", START, f"{self._revision:064x}")

    def _records(self, log: Log) -> list[Any]:
        return records_in(self._connection, self._schema, "customers", "id", log.ids)

    def _now(self, log: Log) -> dict[int, dict[str, Any]]:
        names = (*FIELDS, *STAYING, "provisional")
        return {
            each.id: {name: value for name in names if (value := getattr(each.record, name)) is not None}
            for each in self._records(log)
        }


if __name__ == "__main__":
    main()
