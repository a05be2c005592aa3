"""Bytes for fuzzing: a seed, altered a few times, with words of the format thrown in."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

#: An input never grows beyond this: slowness shows long before, and a find should be small.
LARGEST = 64 * 1024
#: What any reader and parser may meet: ends of ranges, marks of encodings, characters that fold or turn around.
_ODD = (
    *(
        "",
        "\0",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        " ",
        "\u00a0",
        "\u2028",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ud800",
        "İ",
        "ß",
        "ﬁ",
    ),
    *(
        "é",
        "½",
        "٣",
        "𝟛",
        "²",
        "-1",
        "0",
        "00",
        "4294967296",
        "1e999",
        "NaN",
        "9" * 40,
        "(",
        ")",
        '"',
        "'",
        "<",
        ">",
        "&",
        "\\",
    ),
)
ODD = (
    *(text.encode("utf-8", "surrogatepass") for text in _ODD),
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x80\x00",
    b"\xff\xfe",
)


@st.composite
def altered(draw: st.DrawFn, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return a seed after up to eight alterations; the simplest example is the first seed as it is."""
    data = draw(st.sampled_from(seeds))
    words = [*tokens, *ODD]
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        match draw(st.integers(0, 7)):
            case 0 | 1:
                data = data[:at] + draw(st.sampled_from(words)) + data[at:]
            case 2:
                data = data[:at] + draw(st.sampled_from(words)) + data[to:]
            case 3:
                data = data[:at] + draw(st.binary(min_size=1, max_size=6)) + data[to:]
            case 4:
                data = data[:at] + data[to:]
            case 5:
                data = data[:to] + data[at:to] * draw(st.sampled_from((1, 2, 7, 300))) + data[to:]
            case 6:
                other = draw(st.sampled_from(seeds))
                begin = draw(st.integers(0, len(other)))
                data = data[:at] + other[begin : begin + draw(st.integers(0, 200))] + data[at:]
            case _:
                data = data[: draw(st.integers(0, len(data)))]
        data = data[:LARGEST]
    return data
