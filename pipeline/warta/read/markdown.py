"""Markdown: the file itself, and the front matter that may stand above it."""

from __future__ import annotations

import re

from warta.read.decode import decode

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]{3,20}):[ \t]*(?P<value>[^\r\n]{1,300}?)[ \t]*$", re.MULTILINE)
#: key of the front matter -> argument of document_from_text
_KEYS = {
    "title": "title",
    "judul": "title",
    "date": "date",
    "tanggal": "date",
    "author": "author",
    "penulis": "author",
    "source": "outlet",
    "sumber": "outlet",
    "url": "url",
}


def read(data: bytes) -> tuple[str, dict[str, object]]:
    """Return the decoded file unchanged, and the fields of its front matter."""
    text = decode(data)
    said: dict[str, object] = {}
    front = _FRONT.match(text)
    if front is not None:
        for field in _FIELD.finditer(front["body"]):
            key = _KEYS.get(field["key"].lower())
            value = field["value"].strip("\"'")
            if key is not None and value:
                said.setdefault(key, value)
    return text, said


def front_matter(text: str) -> int:
    """Return the length of the front matter at the head of a text; 0 when there is none."""
    front = _FRONT.match(text)
    return 0 if front is None or _FIELD.search(front["body"]) is None else len(front.group().rstrip())
