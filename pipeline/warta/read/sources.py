"""Which documents the inputs name: files, folders, globs, standard input.

Rules:

* A folder is walked recursively, names sorted. Hidden entries (``.name``), office
  lock files (``~$name``) and ``__MACOSX`` are left out; a folder reached twice, by a
  symbolic link, is walked once, so loops end.
* In a folder only files with a known suffix are sources: a folder of releases
  also holds pictures, archives, gold annotations (``.json``). Files that document the
  folder itself (``README.md``, ``LICENSE.txt``, any ``.md`` with a name in capitals) are no
  releases either, nor are the tables that an earlier run wrote. What was left out is told to ``on_skip``.
  A file that is named itself, or by a glob with a suffix of its own (``*.dat``), is a source in any case;
  when its format is unknown, reading it gives a Problem.
* ``name`` is relative to the input: below a folder the path inside it, for a file its
  name; of several inputs, relative to the folder that holds them all. Slashes are ``/``.
"""

# pathlib resolves links where a name must stay as given, so os.path speaks here.
# ruff: noqa: PTH100, PTH112, PTH113, PTH116, PTH118, PTH119, PTH120, PTH207

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warta.tables.schema import BY_NAME

#: suffix -> format; the longest suffix of a name counts
FORMATS: dict[str, str] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".csv": "csv",
    ".csv.gz": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
#: formats whose files hold many documents
ROW_FORMATS = frozenset({"jsonl", "csv", "parquet"})
STDIN = "-"
#: the folder beside the tables in which a run keeps its records
STORE = ".warta"
_ABOUT = re.compile(
    r"(?:README|LICEN[CS]E|NOTICE|CHANGELOG|CHANGES|CONTRIBUTING|AUTHORS)(?:[._-][\w-]{1,12})?\.(?:txt|text|md|markdown|html?)"
    r"|[A-Z][A-Z0-9_-]{2,40}\.(?:md|markdown)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. Cheap to make and to send to another process.

    ``name`` is what the tables say, relative to the input; ``path`` is where it lies
    (``-`` is standard input); ``format`` is empty when unknown; ``size`` in bytes.
    ``error`` says why it cannot even be opened, else it is empty.
    """

    path: str
    name: str
    format: str
    size: int = 0
    error: str = ""


def format_of(name: str) -> str:
    """Return the format of a file by its suffix; empty when unknown."""
    low = name.lower()
    for suffix in sorted(FORMATS, key=len, reverse=True):
        if low.endswith(suffix) and len(low) > len(suffix):
            return FORMATS[suffix]
    return ""


def list_sources(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    root: str | os.PathLike[str] | None = None,
    on_skip: Callable[[str], None] | None = None,
) -> Iterator[Source]:
    """Yield the sources that ``inputs`` name, in their order, folders sorted.

    ``inputs``: files, folders, globs (``releases/**/*.txt``) or ``-``. ``root``: folder that names
    are relative to, instead of the rule above. ``on_skip`` is called with the path of
    every file left out. A file met twice is yielded once. An input that does
    not exist gives a Source with ``error``.
    """
    given = [os.fspath(item) for item in inputs]
    base = None if root is None else os.path.abspath(os.fspath(root))
    if base is None and len([item for item in given if item != STDIN]) > 1:
        holding = [item if os.path.isdir(item) else os.path.dirname(_fixed(item)) for item in given if item != STDIN]
        base = os.path.commonpath([os.path.abspath(folder) for folder in holding])
    seen_folders: set[tuple[int, int]] = set()
    seen_files: set[str] = set()
    for item in given:
        if item == STDIN:
            yield Source(STDIN, STDIN, "")
            continue
        for source in _expand(item, base, seen_folders, on_skip):
            where = os.path.abspath(source.path)
            if where not in seen_files:
                seen_files.add(where)
                yield source


def _fixed(item: str) -> str:
    """Return the part of a path in front of its first wildcard."""
    if os.path.lexists(item) or not glob.has_magic(item):
        return item
    parts = Path(item).parts
    fixed = []
    for part in parts:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return os.path.join(*fixed, "x") if fixed else "x"


def _expand(
    item: str, base: str | None, seen: set[tuple[int, int]], on_skip: Callable[[str], None] | None
) -> Iterator[Source]:
    if os.path.isdir(item):
        yield from _walk(item, base or os.path.abspath(item), seen, on_skip)
    elif os.path.lexists(item):
        yield _file(item, base or os.path.dirname(os.path.abspath(item)))
    elif glob.has_magic(item):
        top = base or os.path.dirname(os.path.abspath(_fixed(item)))
        met = sorted(glob.glob(item, recursive=True))
        if not met:
            yield Source(item, _shown(item), "", 0, "no file matches")
        explicit = not item.endswith("*")
        for path in met:
            if os.path.isdir(path):
                if not explicit or not os.path.basename(item).startswith("**"):
                    yield from _walk(path, top, seen, on_skip)
            elif explicit or format_of(path):
                yield _file(path, top)
            elif on_skip is not None:
                on_skip(path)
    else:
        yield Source(item, _shown(item), "", 0, "no such file or folder")


def _walk(
    folder: str, base: str, seen: set[tuple[int, int]], on_skip: Callable[[str], None] | None
) -> Iterator[Source]:
    """Walk a folder without recursion, so that depth costs nothing."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            state = os.stat(current)
            if (state.st_dev, state.st_ino) in seen:
                continue
            seen.add((state.st_dev, state.st_ino))
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield Source(current, _relative(current, base), "", 0, error.strerror or str(error))
            continue
        output = any(entry.name == STORE for entry in entries)
        below: list[str] = []
        batch: list[tuple[str, bool]] = []
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name == "__MACOSX":
                continue
            try:
                folder_ = entry.is_dir()
            except OSError:  # a link that leads back to itself
                folder_ = False
            batch.append((entry.path, folder_))
        # files of a folder first, then the folders below it, each sorted
        for path, folder_ in batch:
            if folder_:
                below.append(path)
            elif output and _is_table(path):
                if on_skip is not None:
                    on_skip(path)
            elif format_of(path) and _ABOUT.fullmatch(os.path.basename(path)) is None:
                yield _file(path, base)
            elif on_skip is not None:
                on_skip(path)
        pending.extend(reversed(below))


def _is_table(path: str) -> bool:
    """Tell whether a file is named as ``warta run`` names its tables."""
    file = Path(path)
    return file.stem in BY_NAME and file.suffix in {".csv", ".parquet"}


def _file(path: str, base: str) -> Source:
    name = _relative(path, base)
    try:
        state = os.stat(path)
    except OSError as error:
        return Source(path, name, format_of(path), 0, error.strerror or str(error))
    if not os.path.isfile(path):
        return Source(path, name, format_of(path), 0, "not a regular file")
    return Source(path, name, format_of(path), state.st_size)


def _relative(path: str, base: str) -> str:
    try:
        relative = os.path.relpath(os.path.abspath(path), base)
    except ValueError:  # another drive
        relative = path
    return _shown(os.path.basename(path) if relative == "." else relative)


def _shown(path: str) -> str:
    """Return a path as the tables show it: slashes forward, undecodable bytes and controls replaced."""
    clean = path.replace(os.sep, "/").encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in clean)
