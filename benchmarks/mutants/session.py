"""One pytest session that collects the tests once, and runs them in copies of itself: a copy a mutant.

First the tests say which statements they run (kept outside of the repository, by the content of all files); then
a mutant's tests are those that run its statement, the most telling first, and the first that fails ends it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from benchmarks.mutants.mutants import Mutation, Unit
from benchmarks.mutants.rooms import ROOMS, ROOT, files_of
from benchmarks.mutants.swap import forget_results, put_in, remembering, say_hits

KILLED, SURVIVED, TIMED_OUT, NEVER_RUN = "killed", "survived", "out of time", "run by no test"
_FATES = {0: SURVIVED, -signal.SIGXCPU: TIMED_OUT}
"""By how a copy ended; in any other way, a test has failed or could not go on."""
_LOOK_S = 0.01
_LEAST_S, _TIMES_SLOWER, _WAITED = 10.0, 4, 12
"""A mutant may compute so many times as long as its tests did, and at least so long, before it counts as hanging;
and wait so many times as long as that: other programs may be at work."""
_MEMORY_BYTES = 6 << 30
_PORTION = 60


@dataclass
class Seen:
    """By test: how long it computes, and the statements that it runs."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By statement: the tests that run it."""
    reach: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By test and file: how many of its statements the test runs."""

    @staticmethod
    def of(told: Mapping[str, tuple[float, Sequence[str]]]) -> Seen:
        seen = Seen()
        for test, (seconds, statements) in told.items():
            seen.seconds[test] = seconds
            for statement in statements:
                seen.tests[statement].add(test)
                seen.reach[test, statement.partition(":")[0]] += 1
        return seen

    def tests_of(self, mutation: Mutation) -> list[str]:
        """The tests that have a chance to notice, those first that run most of the file in the least time."""
        name = mutation.unit.path.relative_to(ROOT).as_posix()
        lines = [mutation.statement] if mutation.statement else mutation.unit.lines
        found = set().union(*(self.tests.get(f"{name}:{line}", ()) for line in lines))
        return sorted(found, key=lambda test: (-self.reach[test, name] / (0.05 + self.seconds[test]), test))


class Session:
    """A pytest plugin that, in place of running the tests, runs every mutant against its tests."""

    def __init__(
        self, choose: Callable[[], list[Mutation]], jobs: int, cap_s: float, tell: Callable[[str], None]
    ) -> None:
        self._choose, self._jobs, self._cap_s, self._tell = choose, jobs, cap_s, tell
        self.fates: dict[int, str] = {}
        self.mutations: list[Mutation] = []
        self.failed: list[str] = []
        self._scratch = tempfile.TemporaryDirectory(prefix="mutants-")
        self._has_failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Properties draw the same examples each time, and do not search for smaller ones."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile(
            "mutants", hypothesis.settings(), derandomize=True, database=None, deadline=None, phases=phases
        )
        hypothesis.settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._has_failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All of it."""
        items = {item.nodeid: item for item in session.items}
        seen = self._seen(items)
        self.mutations = self._choose()
        waiting = [(nth, each) for nth, each in enumerate(self.mutations)]
        running: dict[int, tuple[int, float]] = {}
        done, begin = 0, time.monotonic()
        while waiting or running:
            while waiting and len(running) < self._jobs:
                nth, mutation = waiting.pop(0)
                tests = self._affordable(seen, mutation)
                if not tests:
                    self.fates[nth] = NEVER_RUN
                    done += 1
                    continue
                limit_s = max(_LEAST_S, _TIMES_SLOWER * sum(seen.seconds[test] for test in tests))
                pid = self._fork(
                    partial(self._is_noticed, mutation, [items[each] for each in tests], limit_s)
                )
                running[pid] = nth, time.monotonic() + _WAITED * limit_s
            for nth, fate in self._ended(running):
                self.fates[nth] = fate
                done += 1
                if done % 100 == 0:
                    self._tell(f"{done} of {len(self.mutations)} after {time.monotonic() - begin:.0f} s")
            time.sleep(_LOOK_S)
        self._scratch.cleanup()
        return True

    def _affordable(self, seen: Seen, mutation: Mutation) -> list[str]:
        """A mutant's tests as far as they can be run in the time that one mutant may cost."""
        tests: list[str] = []
        total = 0.0
        for test in seen.tests_of(mutation):
            total += seen.seconds[test]
            if tests and total > self._cap_s:
                break
            tests.append(test)
        return tests

    def _ended(self, running: dict[int, tuple[int, float]]) -> Iterator[tuple[int, str]]:
        for pid, (nth, until) in list(running.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del running[pid]
                _end_group(pid)
                yield nth, _FATES.get(os.waitstatus_to_exitcode(status), KILLED)
            elif time.monotonic() > until:
                _end_group(pid)
                os.waitpid(pid, 0)
                del running[pid]
                yield nth, TIMED_OUT

    def _is_noticed(self, mutation: Mutation, items: Sequence[pytest.Item], limit_s: float) -> bool:
        so_far = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (int(so_far + limit_s) + 1, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        try:
            put_in(mutation)
        except Exception:
            return True
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._has_failed:
                return True
        return False

    def _fork(self, work: Callable[[], bool]) -> int:
        """A copy of this process that does the work and ends with 1 where it gives True."""
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        code = 1
        with contextlib.suppress(BaseException):
            os.setsid()
            silence = os.open(os.devnull, os.O_RDWR)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            scratch = tempfile.mkdtemp(dir=self._scratch.name)
            os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = scratch
            code = int(work())
        os._exit(code)

    def _seen(self, items: Mapping[str, pytest.Item]) -> Seen:
        kept = _kept_at(items)
        if not kept.exists():
            begin = time.monotonic()
            told = self._record(list(items.values()))
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(told))
            self._tell(f"what {len(told)} tests run was recorded in {time.monotonic() - begin:.0f} s")
        return Seen.of(json.loads(kept.read_text()))

    def _record(self, items: list[pytest.Item]) -> dict[str, tuple[float, list[str]]]:
        """By test: its seconds and the statements that it runs; tests that fail anyway are left out."""
        shares = _shares(items)
        files = [Path(self._scratch.name) / f"seen-{nth}.json" for nth in range(len(shares))]
        pid = self._fork(partial(self._record_all, shares, files))
        os.waitpid(pid, 0)
        _end_group(pid)
        told: dict[str, tuple[float, list[str]]] = {}
        for file in files:
            told.update(json.loads(file.read_text()))
        self.failed = sorted(test for test, (seconds, _hits) in told.items() if seconds < 0)
        return {test: each for test, each in told.items() if test not in self.failed}

    def _record_all(self, shares: Sequence[Sequence[pytest.Item]], files: Sequence[Path]) -> bool:
        """Has every function say what it runs, which takes a while, and then a copy for each share."""
        hits: set[str] = set()
        paths = [path for room in ROOMS for path in files_of(room)]
        say_hits(paths, hits)
        for unit in remembering(paths, by_object=True):
            forget_results(unit)
        functions = remembering(paths, by_object=False)
        waiting = list(zip(shares, files, strict=True))
        running: set[int] = set()
        while waiting or running:
            while waiting and len(running) < self._jobs:
                share, file = waiting.pop(0)
                running.add(self._fork(partial(self._record_share, share, file, hits, functions)))
            pid, _status = os.wait()
            running.discard(pid)
            _end_group(pid)
        return False

    def _record_share(
        self, items: Sequence[pytest.Item], file: Path, hits: set[str], functions: Sequence[Unit]
    ) -> bool:
        told = {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            for unit in functions:
                forget_results(unit)
            hits.clear()
            self._has_failed = False
            begin = time.process_time()  # other programs may be at work
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            seconds = -1.0 if self._has_failed else time.process_time() - begin
            told[item.nodeid] = seconds, sorted(hits)
        file.write_text(json.dumps(told))
        return False


def _shares(items: Sequence[pytest.Item]) -> list[list[pytest.Item]]:
    """The tests in portions for one copy each: of one file, and not too many, so that all copies end at about one time."""
    portions: list[list[pytest.Item]] = []
    for item in items:
        if not portions or portions[-1][0].path != item.path or len(portions[-1]) == _PORTION:
            portions.append([])
        portions[-1].append(item)
    return portions


def _end_group(pid: int) -> None:
    """Ends whatever a copy has begun and left behind, and the copy."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _kept_at(items: Mapping[str, pytest.Item]) -> Path:
    """Where it is kept what these tests run: outside of the repository, under the content of all that decides it."""
    told = hashlib.sha256(sys.version.encode())
    for folder in ("workbook_crm", "tests", "templates", "benchmarks/mutants"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    told.update("\n".join(items).encode())
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "workbook_crm" / f"mutants-{told.hexdigest()[:20]}.json"
