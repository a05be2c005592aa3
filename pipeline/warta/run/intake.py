"""What a run reads: the inputs as given, one source after the other."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warta.read import Source, list_sources, read_source
from warta.read.sources import STDIN
from warta.values.document import Document, Problem


class InputError(ValueError):
    """An input that is not there, or a setting that makes no sense: a slip of the caller."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The inputs of a run and how to read them (see ``warta.read.read_inputs``).

    ``characters`` limits the length of a document; a longer one is a Problem.
    ``leave_out``: absolute paths that are no documents, such as a corrections file.
    """

    inputs: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    published_at: str | None = None
    characters: int | None = None
    leave_out: frozenset[str] = frozenset()

    def check(self) -> None:
        """Raise InputError when there is no input, or one that does not exist."""
        if not self.inputs:
            raise InputError("no input: name files, folders or - for standard input")
        for item in self.inputs:
            if item == STDIN or os.path.lexists(item):
                continue
            if not (glob.has_magic(item) and next(glob.iglob(item, recursive=True), None) is not None):  # noqa: PTH207 - a pattern of any form
                raise InputError(f"no such file or folder: {item}")

    def sources(self) -> Iterator[Source]:
        """Yield what the inputs name, in order."""
        for source in list_sources(self.inputs):
            if file_of(source) not in self.leave_out:
                yield source

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """Yield the documents of one source, or what kept them away."""
        for item in read_source(source, columns=dict(self.columns), published_at=self.published_at):
            yield within(item, self.characters)

    def fingerprint(self, source: Source, version: str) -> str | None:
        """Return a digest of everything that decides what reading the source gives; None when it can't be told.

        Content and settings, no times: copying or touching a file changes nothing.
        """
        if source.error or source.path == STDIN:
            return None
        columns = sorted(self.columns.items())
        settings = (version, source.name, source.format, columns, self.published_at, self.characters)
        digest = hashlib.sha256(repr(settings).encode("utf-8", "backslashreplace"))
        try:
            with Path(source.path).open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
        except OSError:
            return None
        return digest.hexdigest()


def within(item: Document | Problem, characters: int | None) -> Document | Problem:
    """Return the item, or a Problem instead of a document that is longer than ``characters``."""
    if isinstance(item, Problem) or characters is None or len(item.text) <= characters:
        return item
    said = f"{len(item.text)} characters; the limit is {characters} (limits.characters in warta.toml)"
    return Problem(item.source, "read", "TooLong", said)


def file_of(source: Source) -> str:
    """Return the absolute path of a source, as text that every file format can hold."""
    if source.path == STDIN:
        return STDIN
    return str(Path(source.path).absolute()).encode("utf-8", "backslashreplace").decode("utf-8")
