"""Read hard-wrapped text across its line ends without moving a single offset."""

from __future__ import annotations

import re

# A line end inside running text; blank lines and lists keep theirs.
_LINE_END = re.compile(r"(?<![\n\r])\r?\n(?![\n\r])")
_TERMINAL = frozenset(".!?:;\"”’')]…")
_LIST_ITEM = re.compile(r"[ \t]{0,8}(?:[-–—•*·]|\d{1,3}[.)]|[a-z][.)])[ \t]")
#: A column narrower than this was never set by a text editor's or a web page's line wrap.
_NARROW, _WIDE = 30, 130


def is_wrapped(text: str) -> bool:
    """Tell whether the text has been broken into lines inside its sentences.

    True when at least five lines end without closing punctuation, they are half
    of all single line ends or more, and either the lines keep to a column (the 90th
    percentile of their length lies between 30 and 130 characters) or most of the
    open lines go on in lower case, which no paragraph does.
    """
    ends = [m.start() for m in _LINE_END.finditer(text)]
    if len(ends) < 5:
        return False
    open_ends = [e for e in ends if e > 0 and text[e - 1] not in _TERMINAL]
    if len(open_ends) < 5 or 2 * len(open_ends) < len(ends):
        return False
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    typical = lengths[(9 * len(lengths)) // 10]
    continued = sum(1 for e in open_ends if _next_char(text, e).islower())
    return _NARROW <= typical <= _WIDE or 2 * continued >= len(open_ends)


def _next_char(text: str, end: int) -> str:
    """The first visible character behind the line end at ``end``, or an empty string."""
    tail = text[end : end + 80].lstrip()
    return tail[:1]


def unwrap(text: str, fences: frozenset[int] = frozenset()) -> str:
    """Return the text with soft line ends as spaces: same length, same offsets.

    A line end is soft when the sentence goes on behind it: always before a lower
    case letter; before a capital only in a wrapped text whose line above does not
    close with punctuation. Blank lines, list items and ``fences`` (offsets at which
    a region such as the headline ends) stay hard. ``\\r`` counts as part of the line end.
    """
    if "\n" not in text:
        return text
    wrapped = is_wrapped(text)
    out = list(text)
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        if start in fences or end in fences or not start:
            continue
        nxt = _next_char(text, start)
        if not nxt or _LIST_ITEM.match(text, end):
            continue
        closed = text[start - 1] in _TERMINAL
        soft = (nxt.islower() and text[start - 1] not in ".!?") or (wrapped and not closed)
        # In a wrapped text a line may also end with a quotation mark, bracket or comma inside a sentence.
        soft = soft or (wrapped and text[start - 1] in ',;)"”' and not _sentence_over(text, start))
        if soft:
            out[start:end] = " " * (end - start)
    return "".join(out)


def _sentence_over(text: str, end: int) -> bool:
    """Tell whether the sentence is over before the closing marks that end at ``end``."""
    tail = text[max(0, end - 4) : end].rstrip("\"”’')]")
    return tail[-1:] in {".", "!", "?", "…"}
