"""From the moment a workbook of 200 rows is whole in the inbox to its answer in the outbox, under a warm `watch`."""

from __future__ import annotations

import argparse
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.measure import python, table
from benchmarks.workbooks import write_catalog, write_workbook

ROWS = 200
WARM_UP = 3
MOST_S = 60.0
_POLL_S = 0.002


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    files = parser.parse_args().files
    rows = [_row(files, quiet_s) for quiet_s in (0.3, 1.0)]
    print(table(("quiet_s", "files", "median", "worst", "median without the quiet time"), rows))


def _row(files: int, quiet_s: float) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        waits_s = _waits(Path(folder), files, quiet_s)
    median_s = statistics.median(waits_s)
    return (
        f"{quiet_s} s", files, f"{median_s:.2f} s", f"{max(waits_s):.2f} s", f"{median_s - quiet_s:.2f} s",
    )  # fmt: skip


def _waits(folder: Path, files: int, quiet_s: float) -> list[float]:
    workspace, made = folder / "workspace", folder / "made"
    (workspace / "inbox").mkdir(parents=True)
    (workspace / "workbook_crm.toml").write_text(f"[inbox]\nquiet_s = {quiet_s}\n", encoding="utf-8")
    write_catalog(made / "0目录.xlsx")
    for nth in range(files + WARM_UP):
        write_workbook(made / f"商机{nth:04d}.xlsx", ROWS, catalog=False, seed=nth + 1)
    watch = subprocess.Popen(
        python("-m", "workbook_crm", "--workspace", str(workspace), "watch"), stderr=subprocess.DEVNULL
    )
    try:
        waits_s = [_wait_for_answer(each, workspace) for each in sorted(made.iterdir())]
    finally:
        watch.send_signal(signal.SIGTERM)
        watch.wait()
    return waits_s[1 + WARM_UP :]


def _wait_for_answer(file: Path, workspace: Path) -> float:
    """Copies a file in beside and renames it, so that it is whole at once; the seconds until its answer is there."""
    beside = workspace / "inbox" / f".{file.name}"
    shutil.copyfile(file, beside)
    begun_s = time.perf_counter()
    beside.rename(workspace / "inbox" / file.name)
    answer = workspace / "outbox" / file.name
    while not answer.exists():
        if time.perf_counter() - begun_s > MOST_S:
            raise TimeoutError(file.name)
        time.sleep(_POLL_S)
    return time.perf_counter() - begun_s


if __name__ == "__main__":
    main()
