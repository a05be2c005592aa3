"""The file that is written: one file, the same bytes, nothing from outside, nothing that can run but its own script."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from warta.cli import app
from warta.report import write_report
from warta.report.write import SCRIPTS, STYLES

from tests.report.made import document, mention, write

PAGE = Path(__file__).parents[2] / "pipeline" / "warta" / "report" / "page"
HOSTILE = "Warga membaca </script><script>alert(1)</script> dan <!-- di Desa Sukamaju \u2028 kemarin."


def data_of(html: str) -> dict[str, Any]:
    packed = re.search(r'<script type="application/octet-stream" id="data">([^<]*)</script>', html)
    assert packed is not None
    page: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    doc = document("daaaaaaaaaaaaa", HOSTILE, title="</title><script>alert(2)</script>")
    return write(tmp_path / "hasil", [doc], mentions=[mention(doc, "Desa Sukamaju", "LOC")])


def test_the_file_holds_the_data_and_leaves_nothing_beside_it(folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    done = write_report(folder, title="Berita & acara")
    assert done.path == folder / "report.html"
    assert {path.name for path in folder.iterdir()} - before == {"report.html"}
    html = done.path.read_text(encoding="utf-8")
    assert done.bytes == len(html.encode("utf-8"))
    assert data_of(html)["texts"] == [HOSTILE]
    assert "<title>Berita &amp; acara</title>" in html
    assert "{{" not in html.split('<script type="application/octet-stream"')[0].split("<style>")[0]


def test_the_same_tables_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first = write_report(folder, tmp_path / "a.html").path.read_bytes()
    assert write_report(folder, tmp_path / "b.html").path.read_bytes() == first
    (folder / "run.json").write_text('{"warta": "0.1.0", "seconds": 3.2, "documents": {"new": 1}}', encoding="utf-8")
    second = write_report(folder, tmp_path / "c.html").path.read_bytes()
    (folder / "run.json").write_text('{"warta": "0.1.0", "seconds": 9.9, "documents": {"new": 0}}', encoding="utf-8")
    assert write_report(folder, tmp_path / "d.html").path.read_bytes() == second
    assert data_of(second.decode())["run"] == {"warta": "0.1.0"}


def test_only_the_pages_own_script_and_styles_may_run(folder: Path) -> None:
    html = write_report(folder).path.read_text(encoding="utf-8")
    assert "alert" not in html
    assert html.count("<script") == 2
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    for rule, tag in (("script-src", "script"), ("style-src", "style")):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert rules[rule] == f"'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'"


def test_nothing_is_loaded_from_outside(folder: Path) -> None:
    html = write_report(folder).path.read_text(encoding="utf-8")
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[\w./-]*", re.sub(r'id="data">[^<]*<', "", html)))
    assert addresses == {"http://www.w3.org/2000/svg"}  # the name of SVG, no address
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b", html)


def test_the_scripts_put_data_on_the_page_as_text_only() -> None:
    for name in SCRIPTS:
        code = (PAGE / name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser", code
        ), name
        assert "</script" not in code.lower() and "<!--" not in code, name
        assert not re.search(r"setAttribute\(\s*[\"'](?:style|on)", code), name
    assert all("</style" not in (PAGE / name).read_text(encoding="utf-8").lower() for name in STYLES)


def test_every_file_of_the_page_is_used_and_short() -> None:
    files = {path.name for path in PAGE.iterdir()}
    assert files == {*SCRIPTS, *STYLES, "template.html"}
    assert all(len((PAGE / name).read_text(encoding="utf-8").splitlines()) < 400 for name in files)


def test_every_word_of_the_page_is_said_in_both_languages() -> None:
    words = (PAGE / "words.js").read_text(encoding="utf-8")
    entries = re.findall(r'(\w+): \[\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*"),?\s*\]', words)
    keys = [key for key, _, _ in entries]
    assert len(keys) == len(set(keys)) == len(re.findall(r"\w+: \[", words))
    for key, english, indonesian in entries:
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", indonesian)), key
    used = {key for name in SCRIPTS for key in re.findall(r'\bt\("(\w+)"', (PAGE / name).read_text(encoding="utf-8"))}
    assert used - set(keys) == set()


def many(folder: Path, number: int, words: int) -> Path:
    """Documents as long as news usually is, of made-up words, each with a mention about every tenth."""
    rng = random.Random(7)
    vocabulary = ["".join(rng.choice("bdgklmnprst") + rng.choice("aiueo") for _ in range(3)) for _ in range(20_000)]
    documents, mentions = [], []
    for n in range(number):
        lines = [" ".join(rng.choice(vocabulary) for _ in range(18)).capitalize() + "." for _ in range(words // 18)]
        doc = document(f"d{n:013d}", "\n".join(lines), published_at=f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
        documents.append(doc)
        for line, start in zip(lines, (sum(len(x) + 1 for x in lines[:i]) for i in range(len(lines))), strict=True):
            for at in (0, len(line) // 2):
                end = at + max(4, line[at:].find(" "))
                mentions.append({"doc_id": doc["doc_id"], "sentence": 0, "start": start + at, "end": start + end, "label": "ORG", "text": line[at:end], "norm": line[at:end], "found_by": "model", "score": 0.9})  # fmt: skip
    return write(folder, documents, mentions=mentions)


def test_a_file_that_would_be_too_large_shows_fewer_documents(tmp_path: Path) -> None:
    folder = many(tmp_path / "banyak", 60, 180)
    whole = write_report(folder)
    assert whole.documents == whole.of == 60
    cut = write_report(folder, tmp_path / "kecil.html", most_bytes=whole.bytes - 20_000)
    assert cut.bytes <= whole.bytes - 20_000
    assert 0 < cut.documents < 60 and cut.of == 60
    least = write_report(folder, tmp_path / "satu.html", most_bytes=1)
    assert least.documents == 1


@pytest.mark.soak
def test_two_thousand_documents_fit(tmp_path: Path) -> None:
    done = write_report(many(tmp_path / "banyak", 2_000, 360))
    assert done.documents == 2_000
    assert done.bytes < 25_000_000


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(folder: Path, limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        write_report(folder, limit=limit)


def call(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["report", *map(str, arguments)], env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_the_command_says_what_it_wrote(folder: Path, tmp_path: Path) -> None:
    done = call(folder)
    assert done.exit_code == 0
    assert re.fullmatch(rf"{re.escape(str(folder))}/report\.html: 1 document, \d\.\d MB\n", done.output)
    two = many(tmp_path / "dua", 2, 40)
    done = call(two, "--output", tmp_path / "x.html", "--limit", "1", "--title", "Dua")
    assert done.exit_code == 0
    assert "x.html: 1 of 2 documents, a sample" in done.output
    assert data_of((tmp_path / "x.html").read_text(encoding="utf-8"))["title"] == "Dua"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tiada"], "warta: no table 'documents' in tiada"),
        (["hasil", "--output", "tiada/x.html"], "warta: tiada/x.html"),
        (["hasil", "--limit", "0"], "Invalid value"),
    ],
)
def test_what_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, arguments, said: str) -> None:
    monkeypatch.chdir(folder.parent)
    done = call(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def variables(css: str, selector: str) -> dict[str, str]:
    (block,) = re.findall(re.escape(selector) + r" \{([^}]*)\}", css)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_as_wcag_aa_asks(theme: str) -> None:
    css = (PAGE / "base.css").read_text(encoding="utf-8")
    colours = variables(css, ":root" if theme == "light" else ':root[data-theme="dark"]')
    grounds = ["paper", "raised", "faint", "here"]
    pairs = [(text, ground) for text in ("ink", "soft", "accent") for ground in grounds]
    pairs += [("alarm", "paper"), ("office", "paper")]
    for label in ("org", "per", "fac", "loc", "date", "money"):
        pairs += [("ink", f"{label}-bg"), (label, f"{label}-bg"), (label, "paper")]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}
    # What is no text but must be seen: 3 to 1.
    assert all(contrast(colours[name], colours["paper"]) >= 3 for name in ("bar", "bar-3", "focus"))


def test_the_dark_colours_are_the_same_whoever_asks_for_them() -> None:
    css = (PAGE / "base.css").read_text(encoding="utf-8")
    dark = variables(css, ':root[data-theme="dark"]')
    assert variables(css, ':root:not([data-theme="light"])') == dark
    assert dark.keys() == variables(css, ":root").keys()


@pytest.mark.parametrize("name", ["report.html", "catatan.csv"])
def test_what_is_no_report_is_not_overwritten(folder: Path, name: str) -> None:
    (folder / name).write_text("<!doctype html><p>Catatan rapat", encoding="utf-8")
    result = CliRunner().invoke(
        app, ["report", str(folder), *([] if name == "report.html" else ["-o", str(folder / name)])]
    )
    assert result.exit_code == 2 and f"{name}: in the way" in result.stderr
    assert (folder / name).read_text(encoding="utf-8") == "<!doctype html><p>Catatan rapat"
    (folder / name).unlink()
    (folder / name).symlink_to(folder / "tiada")
    with pytest.raises(FileExistsError):
        write_report(folder, folder / name)
    (folder / name).unlink()
    for title in ("Pertama", "Kedua"):  # a report is written over by the next one
        write_report(folder, folder / name, title=title)
    assert "<title>Kedua</title>" in (folder / name).read_text(encoding="utf-8")
