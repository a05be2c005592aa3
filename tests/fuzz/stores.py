"""A small store whose parts are fuzzed: whatever a part holds, a run ends well, and as it would have without."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from warta.run import given
from warta.run.intake import InputError

from tests.run.helpers import run, tables, write

_KINDS = ("records", "sources", "files")


@cache
def _whole() -> Path:
    """Make a folder with an input, its output and the tables as they must be; it lives as long as the process."""
    folder = Path(tempfile.mkdtemp(prefix="warta-fuzz-"))
    write(folder / "masuk", bibit="bupati Sari Melati membagikan bibit senilai Rp325000000 pada 2021.", gagal="GAGAL")
    run(folder / "masuk", folder / "keluar")
    return folder


def parts() -> tuple[bytes, ...]:
    """Return the parts of the store, each behind a byte that tells its kind."""
    found = []
    for number, kind in enumerate(_KINDS):
        (path,) = (_whole() / "keluar" / ".warta" / "parts").glob(f"*-{kind}*.parquet")
        found.append(bytes([number]) + path.read_bytes())
    return tuple(found)


def written(data: bytes) -> None:
    """Write tables of a file of records, or hear what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rekaman.parquet"
        path.write_bytes(data)
        with suppress(InputError):
            given.tables(path, Path(folder) / "keluar")


def rerun(data: bytes) -> None:
    """Run over a store in which one part holds other bytes; damage that is noticed is made good."""
    kind = _KINDS[data[0] % 3] if data else "records"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "keluar"
        shutil.copytree(_whole() / "keluar", output)
        (path,) = (output / ".warta" / "parts").glob(f"*-{kind}*.parquet")
        path.write_bytes(data[1:])
        report = run(_whole() / "masuk", output)
        if report.damaged:
            assert tables(output) == tables(_whole() / "keluar"), report
