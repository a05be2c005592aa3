"""Bytes to text: the encodings in use, byte-order marks, mojibake.

The result is the decoded file itself. Nothing is normalised: curly quotes,
line ends, doubled spaces stay, so that offsets fit the file.
"""

from __future__ import annotations

import codecs
import re

from ftfy import TextFixerConfig, fix_text

from warta.read.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: first bytes of formats that are no text, whatever the file is called
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)
#: control characters that no text holds (tab, line ends, form feed, escape aside)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: traces of UTF-8 read as a single-byte encoding; only then ftfy looks closer
_SUSPECT = re.compile("[ÂÃâÅÄÐðËÏÎ×Ø][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_REPAIR = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)


def decode(data: bytes) -> str:
    """Return the text in ``data``.

    A byte-order mark decides; else UTF-16 without mark when every second byte is
    zero; else UTF-8 when the bytes are valid UTF-8; else Windows-1252, the one
    single-byte encoding in use for Indonesian. Mojibake is repaired. Raises
    ReadError when the bytes are no text or hold none.
    """
    if not data:
        raise ReadError("empty file")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise ReadError(f"not valid {encoding} behind its byte-order mark: {error.reason}") from error
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"not a text file: it is {name}")
    unmarked = _utf16(data) if b"\x00" in data[:4096] else None
    if unmarked is None:
        try:
            return _checked(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    if unmarked is not None:
        try:
            return _checked(data.decode(unmarked))
        except UnicodeDecodeError:
            pass
    if _binary(data):
        raise ReadError("not a text file: binary data")
    return _checked(data.decode("cp1252", errors="replace"))


def repair(text: str) -> str:
    """Repair mojibake (``â€œ`` -> ``“``) in a text and change nothing else."""
    if _SUSPECT.search(text) is None:
        return text
    # Line by line, so that one odd line cannot keep ftfy from mending the others.
    return "".join(
        fix_text(line, _REPAIR) if _SUSPECT.search(line) else line for line in text.splitlines(keepends=True)
    )


def _checked(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadError("no text in the file")
    controls = len(_CONTROL.findall(text[:65_536]))
    if controls > max(2, len(text[:65_536]) // 100):
        raise ReadError("not a text file: binary data")
    return repair(text)


def _utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without mark: in Latin script every second byte is zero."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(data) % 2 == 0 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 are no single-byte text either."""
    sample = data[:65_536]
    if b"\x00" in sample:
        return True
    odd = sum(
        sample.count(bytes([b]))
        for b in (*range(1, 9), *range(14, 27), *range(28, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)
    )
    high = sum(1 for b in sample[:8192] if b >= 0x80)
    return odd > len(sample) // 100 or high > 0.4 * len(sample[:8192])
