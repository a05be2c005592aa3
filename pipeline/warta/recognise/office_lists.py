"""Read what is joined inside an office: English titles, fields with ``dan`` and commas, bodies between commas."""

from __future__ import annotations

from collections.abc import Sequence

from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Office, Tokens, is_cap
from warta.recognise.office_units import UnitReader


class OfficeLists:
    """The readers of lists; ``OfficeFinder`` walks the tokens and calls them."""

    def __init__(self, lexicon: OfficeLexicon) -> None:
        self.lex = lexicon
        self.units = UnitReader(lexicon)

    def _english(self, tokens: Tokens, i: int) -> int:
        """Return the token behind an English office title that starts at ``i``, or 0."""
        words, lex = tokens.words, self.lex.english
        # ``Co-Founder`` is three tokens
        joint = 2 if words[i] in {"Co", "co"} and words[i + 1 : i + 2] == ["-"] else 0
        if i + joint >= len(words) or lex.get(words[i + joint].capitalize() if joint else words[i]) not in {
            "head",
            "part",
        }:
            return 0
        j, end = i + joint, 0
        while j < len(words) and j < i + 10 and j not in tokens.inside:
            role = lex.get(words[j]) or (lex.get(words[j].capitalize()) if j > i else None)
            if role is None or (role == "link" and lex.get(words[j + 1] if j + 1 < len(words) else "") is None):
                break
            if role != "link" and j > i and j in tokens.name_at:
                break
            if role == "part" and j > i and self.lex.phrase_at("sole", words, j - 1):
                break  # ``CEO Global Melati``
            j += 1
            if role != "link":
                end = j
        return end if any("head" in (lex.get(w), lex.get(w.capitalize())) for w in words[i:end]) else 0

    def _expanded(self, words: Sequence[str]) -> list[str]:
        return [self.lex.expand.get(w, w) for w in words]

    def _coordinate(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Presiden dan CEO`` is one office; ``Riset dan Teknologi`` one field."""
        words = tokens.words
        k = j + 1
        if k >= len(words) or k in tokens.inside:
            return 0
        follow = self.lex.head_at(words, k, tokens.name_at)
        english = self._english(tokens, k)
        if office.org is None and (english or (follow and follow.body == "own" and office.bare)):
            if not office.bare and not english:
                return 0
            length = english - k if english else len(follow.words) if follow else 0
            office.words.append("&" if words[j] == "&" else "dan")
            office.words.extend(
                self._expanded(words[k : k + length]) if english else [follow.position] if follow else []
            )
            return 1 + length
        named = tokens.name_at.get(k)
        if (
            follow
            or office.bare
            or office.closed
            or (office.org is not None and not office.field_last)
            or (named and named[0].label != "LOC")
        ):
            return 0
        if not is_cap(words[k]) or self.lex.phrase_at("acting", words, k):
            return 0
        office.words.extend(["&" if words[j] == "&" else "dan", *self._expanded([words[k]])])
        return 2

    def _list(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Pendidikan, Kebudayaan, Riset, dan Teknologi``: commas inside one field, closed by ``dan``."""
        words = tokens.words
        end, k = 0, j
        while k < min(j + 16, len(words)):
            if k in tokens.inside or k in tokens.name_at or self.lex.head_at(words, k, tokens.name_at):
                return 0
            if words[k] == "dan":
                end = k if k + 1 < len(words) and is_cap(words[k + 1]) else 0
                break
            if words[k] != "," and not is_cap(words[k]):
                return 0
            k += 1
        if not end or end + 1 in tokens.inside or self.lex.head_at(words, end + 1, tokens.name_at):
            return 0
        if self.lex.phrase_at("acting", words, end + 1):
            return 0  # ``..., dan Plt Direktur Niaga`` is another office
        last, body = [words[end + 1]], ""
        if end + 1 in tokens.name_at:
            # ``..., dan`` ``Bursa Karbon OJK``: the end of the field and the body, taken for one name.
            last, body = self.units.field_and_body(tokens.name_at[end + 1][0])
            if not body:
                return 0
        part = " ".join(self._expanded([*words[j : end + 1], *last])).replace(" ,", ",")
        office.words[-1] += part if part.startswith(",") else " " + part
        if not body:
            return end + 2 - j
        office.org_text = body
        return tokens.name_at[end + 1][1] - j

    def _english_list(self, tokens: Tokens, office: Office, j: int) -> int:
        """``President, Network Services, Telindo``: field and body between commas; ``Sales, and Brand`` one."""
        words = tokens.words
        k = j + 1
        while k < len(words) and words[k] in self.lex.english and k not in tokens.name_at:
            k += 1
        if k > j + 1 and k + 1 < len(words) and words[k] == ",":
            end = k + 2
            while words[k + 1] in {"and", "&", "dan"} and end < len(words) and words[end] in self.lex.english:
                end += 1
            if end > k + 2:
                office.words[-1] += "," + " ".join(["", *self._expanded(words[j + 1 : end])]).replace(" ,", ",")
                return end - j
            office.words.extend(self._expanded(words[j + 1 : k]))
            return k - j
        named = tokens.name_at.get(j + 1)
        if k == j + 1 and named is not None and named[0].label == "ORG":
            office.org = named[0]
            return named[1] - j
        return 0

    def _body_between_commas(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Direktur Jenderal Ekosistem Digital, Kementerian Komdigi, Rini``."""
        named = tokens.name_at.get(j + 1)
        if named is None or named[0].label != "ORG" or office.body not in {"own", "unit"}:
            return 0
        behind = named[1]
        if behind + 1 < len(tokens.words) and tokens.words[behind] == "," and self._leads_to_person(tokens, behind + 1):
            office.org = named[0]
            return behind - j
        follow = tokens.name_at.get(behind + 1) if tokens.words[behind : behind + 1] == [","] else None
        nested = follow is not None and follow[0].label == "ORG" and self.units.ends(tokens, follow[1])
        if not office.bare and (nested or self.units.ends(tokens, behind)):
            # ``Kepala Bagian Humas, Biro Umum Setda Maju Rini``; ``Direktur Pakan, Ditjen Peternakan, Kementan, Rini``
            unit, body = self.units.split(named[0])
            if unit:
                office.words[-1] += ","
                office.words.append(unit)
                office.units.append(named[0])
                office.unit_words.append(unit)
                office.org_text = body or None
                if nested and follow is not None and not body:
                    office.org = follow[0]
                    return follow[1] - j
                return behind - j
        return 0

    def _leads_to_person(self, tokens: Tokens, j: int) -> bool:
        """Tell whether only titles stand between ``j`` and a person's name."""
        for _ in range(8):
            if j >= len(tokens.words) or j in tokens.inside:
                return j < len(tokens.words)
            length = self.lex.title_at(tokens.words, j)
            if not length and tokens.words[j] == "(" and tokens.words[j + 2 : j + 3] == [")"]:
                length = 3  # a title's abbreviation: ``Doktor (Dr)``
            if not length:
                return tokens.words[j] in {")", "."} and j + 1 in tokens.inside
            j += length
        return False
