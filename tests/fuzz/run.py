"""Fuzz readers and parsers: ``make fuzz SECONDS=600``, or ``python -m tests.fuzz.run dates pdf --seconds 60``.

Hypothesis makes the inputs and shrinks those that fail. A find is written to
``tests/fuzz/finds/<target>/`` and stays there as a test once it is mended. An input that
takes longer than a minute, or ends the process, is left in the same folder as ``current``.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import logging
import os
import signal
import sys
import time
import traceback
import warnings
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings

from tests.fuzz.mutate import altered
from tests.fuzz.targets import FINDS, TARGETS

#: No input of at most 64 KiB may take longer (seconds): an exception where Python can be interrupted, else the end.
SLOW, HUNG = 20, 60
_MEMORY = 4 << 30
_ROUND = 400


class TooSlowError(Exception):
    """An input took longer than it may."""


def fuzz(name: str, seconds: float, first: int) -> tuple[int, list[str]]:
    """Fuzz one target; return the number of inputs tried and the files of the finds."""
    target, folder = TARGETS[name], FINDS / name
    folder.mkdir(parents=True, exist_ok=True)
    current, tried, found = folder / "current", 0, {}
    last: list[bytes] = [b""]
    ends = time.monotonic() + seconds

    def check(data: bytes) -> None:
        nonlocal tried
        tried += 1
        last[0] = data
        current.write_bytes(data)
        faulthandler.dump_traceback_later(HUNG, exit=True)
        signal.alarm(SLOW)
        try:
            target.check(data)
        finally:
            signal.alarm(0)
            faulthandler.cancel_dump_traceback_later()

    number = first
    while time.monotonic() < ends:
        number += 1
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
                found[key] = str(path)
                print(f"{name}: {what}\n  at {where.filename}:{where.lineno}\n  in {path}", flush=True)
            if len(found) >= 10:
                break
    current.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return tried, list(found.values())


def main() -> int:
    """Fuzz the targets named, all of them by default; 1 when something was found."""
    parser = argparse.ArgumentParser(description="Fuzz warta's readers and parsers.")
    parser.add_argument("targets", nargs="*", metavar="target", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=float, default=600, help="for each target")
    parser.add_argument(
        "--seed", type=int, default=0, help="where the numbers come from: another one tries other inputs"
    )
    options = parser.parse_args()
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
        raise TooSlowError(f"more than {SLOW} s")

    signal.signal(signal.SIGALRM, slow)
    failed = 0
    for name in options.targets or TARGETS:
        begun = os.times()
        tried, found = fuzz(name, options.seconds, options.seed)
        spent = os.times()
        processor = spent.user + spent.system - begun.user - begun.system
        print(f"{name}: {tried:,} inputs, {len(found)} finds, {processor:.0f} s of processor time", flush=True)
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
