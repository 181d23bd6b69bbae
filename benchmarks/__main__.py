"""All measurements, one after the other: `python -m benchmarks`, or a small size of each with `--small`."""

from __future__ import annotations

import subprocess
import sys

ALL = ("take_in", "write_back", "many", "big_store", "forecast", "reports")
_SMALLER = {"many": ["--workbooks", "10"]}


def main() -> int:
    """Runs every benchmark in a process of its own; 0 where all of them ran, whatever they measured."""
    is_small = "--small" in sys.argv[1:]
    failed = 0
    for name in ALL:
        print(f"\n## {name}\n", flush=True)
        options = _SMALLER.get(name, ["--small"]) if is_small else []
        failed |= subprocess.call([sys.executable, "-m", f"benchmarks.{name}", *options])
    return failed


if __name__ == "__main__":
    sys.exit(main())
