"""One run at a time on one output folder.

The lock is held by the operating system on an open file, so it ends with the
process that holds it, however that ends: a lock left behind by a crash holds
nobody up. The file says who holds it, for the message to the second run.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class LockedError(RuntimeError):
    """Another run is at work on the folder; the message names its owner."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` during the block.

    Raises LockedError at once when another process holds it, OSError when the
    file cannot be made.
    """
    with path.open("a+", encoding="utf-8") as file:
        if not _acquire(file):
            folder = path.parent.parent
            shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
            raise LockedError(f"another run is at work on {shown} ({owner(path)}); wait for it to end")
        try:
            file.seek(0)
            file.truncate()
            file.write(json.dumps(_me()))
            file.flush()
            yield
        finally:
            file.seek(0)
            file.truncate()


def at_work(path: Path) -> str | None:
    """Return who holds the lock file now; None when nobody does."""
    try:
        with path.open("r+", encoding="utf-8") as file:
            return None if _acquire(file) else owner(path)
    except FileNotFoundError:
        return None
    except OSError:  # not ours to open: say what the file says
        return owner(path)


def owner(path: Path) -> str:
    """Say who wrote the lock file, as far as it can be read."""
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['process']} of {who['user']} on {who['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "owner unknown"


def _me() -> dict[str, str | int]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        user = f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown user"
    return {"process": os.getpid(), "user": user, "host": socket.gethostname()}


try:
    import fcntl

    def _acquire(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

except ImportError:  # Windows
    import msvcrt

    def _acquire(file: IO[str]) -> bool:
        # A byte far behind the text, so that the owner stays readable.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
