"""The inverted index of reports: which of ten thousand share telling words with one. Decides nothing."""

import heapq
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.core.stories.likeness import Weighed

LOOKED_UP = 250  # entries read for one report, the rarest words first
NEAREST = 8


class ReportIndex:
    """Numbers reports as they come and finds them again by their words and addresses."""

    def __init__(self) -> None:
        self._reports: dict[int, Weighed] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_address: dict[str, list[int]] = {}
        self._next = 0

    def __getitem__(self, number: int) -> Weighed:
        return self._reports[number]

    def add(self, report: Weighed) -> int:
        """Take the report in and return its number."""
        number, self._next = self._next, self._next + 1
        self._reports[number] = report
        for word in report.telling:
            self._by_word.setdefault(word, []).append(number)
        if report.report.address:
            self._by_address.setdefault(report.report.address, []).append(number)
        return number

    def drop_oldest(self) -> None:
        """Forget the report that came first: numbers only grow, so it stands first in every list."""
        number = next(iter(self._reports))
        report = self._reports.pop(number)
        for word in report.telling:
            _drop_first(self._by_word, word)
        if report.report.address:
            _drop_first(self._by_address, report.report.address)

    def nearest(self, report: Weighed) -> list[int]:
        """Numbers of the reports at the same address and of those that share the most telling words."""
        shared = Counter(chain.from_iterable(self._lists_to_read(report)))
        enough = max(shared.values(), default=0) / 2
        most = heapq.nlargest(NEAREST, [(hits, number) for number, hits in shared.items() if hits >= enough])
        same_page = self._by_address.get(report.report.address, ())
        return list(dict.fromkeys([*same_page, *(number for _, number in most)]))

    def _lists_to_read(self, report: Weighed) -> Iterator[list[int]]:
        """Who else is looked up by these words: the rarest words first, as many as are quickly read."""
        lists = [found for word in report.telling if (found := self._by_word.get(word))]
        left = LOOKED_UP
        for found in sorted(lists, key=len):
            left -= len(found)
            if left < 0:
                return
            yield found


def _drop_first(lists: dict[str, list[int]], key: str) -> None:
    del lists[key][0]
    if not lists[key]:
        del lists[key]
