"""How high each of many items is, and which one stands at a line: sums over chunks, so that no key walks the whole."""

from __future__ import annotations

from collections.abc import Iterable

_CHUNK = 256


class Heights:
    """The heights of items one below the other, in lines; changing one and finding a line cost little at any size."""

    def __init__(self, values: Iterable[int] = ()) -> None:
        self._values = list(values)
        self._sums: list[int] = []
        self._sum_from(0)

    def _sum_from(self, chunk: int) -> None:
        values = self._values
        starts = range(chunk * _CHUNK, len(values), _CHUNK)
        self._sums[chunk:] = [sum(values[start : start + _CHUNK]) for start in starts]
        self.total = sum(self._sums)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> int:
        return self._values[index]

    def __setitem__(self, index: int, height: int) -> None:
        change = height - self._values[index]
        if change:
            self._values[index] = height
            self._sums[index // _CHUNK] += change
            self.total += change

    def top(self, index: int) -> int:
        """The lines above an item; `total` for the one after the last."""
        chunk = index // _CHUNK
        return sum(self._sums[:chunk]) + sum(self._values[chunk * _CHUNK : index])

    def at(self, line: int) -> tuple[int, int]:
        """The item at a line and the line within it; the ends for lines outside. (0, 0) where there is nothing."""
        if not self._values:
            return 0, 0
        line = max(line, 0)
        if line >= self.total:
            last = len(self._values) - 1
            return last, max(self._values[last] - 1, 0)
        index = 0
        for height in self._sums:
            if line < height:
                break
            line -= height
            index += _CHUNK
        while line >= self._values[index]:
            line -= self._values[index]
            index += 1
        return index, line

    def replace(self, start: int, stop: int, values: Iterable[int]) -> None:
        """Puts other items in the place of those from start to stop."""
        self._values[start:stop] = values
        self._sum_from(start // _CHUNK)
