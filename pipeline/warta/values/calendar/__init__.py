"""Time expressions of Indonesian text, found, read to partial values, and anchored.

Stable entry points: ``find_times`` (mentions with EDTF and TIMEX3 values) and
``timeml`` (the text with inline TIMEX3 tags). The grammar stands in the ``rules_*``
modules, its vocabulary in ``warta/lexicon/data``.
"""

from warta.values.calendar.find import find_times
from warta.values.calendar.timex import timeml

__all__ = ["find_times", "timeml"]
