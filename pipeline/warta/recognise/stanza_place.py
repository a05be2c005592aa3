"""Where a stanza model lies: ``--model stanza`` for the one that ships with warta, ``stanza:FOLDER`` for another.

Plain look-ups: neither spaCy nor torch is loaded, so that a run can be refused before it starts.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

#: ``stanza`` or ``stanza:FOLDER``.
PREFIX = "stanza"
#: The package of arrays that ships with warta (``models/id_warta_stanza``).
PACKAGE = "id_warta_stanza"
#: What the extra ``stanza`` brings.
LIBRARIES = ("torch", "stanza")


def is_stanza(model: str | None) -> bool:
    """Tell whether a model's name is one of stanza's kind."""
    return model is not None and (model == PREFIX or model.startswith(f"{PREFIX}:"))


def place(model: str) -> Path:
    """Return the folder of a model named ``stanza`` or ``stanza:FOLDER``.

    Raises OSError when torch or stanza is missing (saying how to install them) or the folder holds no model.
    """
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise OSError(f'stanza models need {" and ".join(missing)}: pip install "warta[stanza]"')
    folder = _given(model)
    if not (folder / "config.json").is_file():
        raise OSError(f"{folder} holds no stanza model: a config.json and a weights.npz are looked for")
    return folder


def release(folder: Path) -> str:
    """Return a model's version. Raises OSError when its ``config.json`` cannot be read."""
    try:
        return str(json.loads((folder / "config.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        raise OSError(f"{folder} holds no stanza model: its config.json names no version") from None


def _given(model: str) -> Path:
    _, colon, path = model.partition(":")
    if colon:
        return Path(path).expanduser()
    spec = find_spec(PACKAGE)
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    if not places:
        raise OSError(f"no stanza model is installed: {PACKAGE} is missing; name a folder with stanza:FOLDER")
    return Path(places[0])
