"""Fuzz readers and parsers: ``make fuzz SECONDS=600``, or ``python -m tests.fuzz.run dates pdf --seconds 60``.

Hypothesis makes the inputs and shrinks those that fail. A find is written to
``tests/fuzz/finds/<target>/`` and stays there as a test once it is mended. An input that
takes longer than some minutes, or ends the process, is left in the same folder as ``current``.

Seconds are processor seconds, of this process and what it starts: on a busy machine a run takes longer and
tries as much. What a target has had is kept in ``.fuzz/<target>.json`` (not under version control), and a run goes on
with the seed after its last one, so that it tries other inputs; ``--seed`` tries those of an earlier run again.
``--table`` prints what all runs here had.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import logging
import os
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings

from tests.fuzz.mutate import altered
from tests.fuzz.targets import FINDS, TARGETS, Target

LEDGER = Path(__file__).parents[2] / ".fuzz"
#: No input of at most 64 KiB may take longer: processor seconds, where Python can be interrupted, ...
SLOW = 20
#: ... and seconds by the clock, when the process is ended, whatever it does.
HUNG = 300
#: A run ends after so many times its seconds by the clock, for a machine that is never free.
_PATIENCE = 6
_MEMORY = 4 << 30
#: Inputs of one seed.
_ROUND = 200
_MOST_FINDS = 10


class TooSlowError(Exception):
    """An input took longer than it may."""


def processor() -> float:
    """Return the processor seconds of this process and of those it has started and waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


class Ledger:
    """What a target has had in all runs: ``next`` seed, ``seconds``, ``inputs``, ``finds``."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.json"
        self.had: dict[str, Any] = {"next": 1, "seconds": 0.0, "inputs": 0, "finds": 0}
        if self._path.is_file():
            self.had |= json.loads(self._path.read_text(encoding="utf-8"))

    def add(self, number: int, seconds: float, inputs: int, finds: int) -> None:
        """Note one seed; the file is there whole or as it was."""
        had = self.had
        had["next"] = max(had["next"], number + 1)
        had["seconds"] = round(had["seconds"] + seconds, 2)
        had["inputs"] += inputs
        had["finds"] += finds
        self._path.parent.mkdir(exist_ok=True)
        temporary = self._path.with_suffix(".tmp")
        temporary.write_text(json.dumps(had) + "\n", encoding="utf-8")
        temporary.replace(self._path)


def fuzz(
    name: str, target: Target, seconds: float, first: int | None, *, finds: Path = FINDS, ledger: Path = LEDGER
) -> tuple[int, list[str]]:
    """Fuzz one target; return the number of inputs tried and the files of the finds.

    ``seconds`` of processor time; ``first`` the first seed, None for the one after the last of earlier runs.
    """
    folder, noted = finds / name, Ledger(ledger, name)
    folder.mkdir(parents=True, exist_ok=True)
    current, tried, found = folder / "current", 0, dict[str, str]()
    last: list[bytes] = [b""]
    target.check(target.seeds()[0])  # loads what it needs, which is no input's time

    def check(data: bytes) -> None:
        nonlocal tried
        tried += 1
        last[0] = data
        current.write_bytes(data)
        faulthandler.dump_traceback_later(HUNG, exit=True, file=sys.__stderr__)
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            target.check(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()

    number = noted.had["next"] if first is None else first
    begun, ends = processor(), time.monotonic() + _PATIENCE * seconds
    while processor() - begun < seconds and time.monotonic() < ends and len(found) < _MOST_FINDS:
        before, counted, new = processor(), tried, 0
        attempt = hypothesis_settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            print_blob=False,
        )(seed(number)(given(altered(target.seeds(), target.tokens))(check)))
        try:
            attempt()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            what = f"{type(error).__name__}: {error}"[:300]
            where = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {where.filename}:{where.lineno}"
            if key not in found:
                path = folder / hashlib.sha256(last[0]).hexdigest()[:12]
                path.write_bytes(last[0])
                found[key], new = str(path), 1
                print(f"{name}: {what}\n  at {where.filename}:{where.lineno}\n  in {path}", flush=True)
        noted.add(number, processor() - before, tried - counted, new)
        number += 1
    current.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return tried, list(found.values())


def table(ledger: Path = LEDGER) -> str:
    """Return what all targets have had, as Markdown."""
    lines = ["| target | processor seconds | inputs | finds | seeds |", "|---|---|---|---|---|"]
    for name in TARGETS:
        had = Ledger(ledger, name).had
        lines.append(f"| {name} | {had['seconds']:.0f} | {had['inputs']:,} | {had['finds']} | 1 to {had['next'] - 1} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fuzz the targets named, all of them by default; 1 when something was found."""
    parser = argparse.ArgumentParser(description="Fuzz warta's readers and parsers.")
    parser.add_argument("targets", nargs="*", metavar="target", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=float, default=600, help="of processor time, for each target")
    parser.add_argument("--seed", type=int, help="first seed, to try again what an earlier run tried (default: go on)")
    parser.add_argument("--table", action="store_true", help="print what the targets have had so far")
    options = parser.parse_args()
    if options.table:
        print(table(), end="")
        return 0
    unknown = sorted(set(options.targets) - set(TARGETS))
    if unknown:
        parser.error(f"no target {unknown[0]!r}")
    faulthandler.enable()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    def slow(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {SLOW} s of processor time")

    signal.signal(signal.SIGPROF, slow)
    failed = 0
    for name in options.targets or TARGETS:
        begun = processor()
        tried, found = fuzz(name, TARGETS[name], options.seconds, options.seed)
        spent = processor() - begun
        print(f"{name}: {tried:,} inputs, {len(found)} finds, {spent:.0f} s of processor time", flush=True)
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
