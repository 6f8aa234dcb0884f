"""Which numbers of a book stood in it before, part by part, in memory that does not grow with it.

A number is kept as one bit: ten million for each year and kind (the serial number has seven
digits), 1.25 MB each where any occurs.
"""

import numpy as np
import polars as pl

from zhidai.engine.valuation.numbers import NO_NUMBER, Flags, Ints

_SERIALS = 10_000_000


class SeenNumbers:
    """The numbers of the parts shown so far."""

    def __init__(self) -> None:
        self._bits: dict[int, np.typing.NDArray[np.uint8]] = {}

    def again(self, codes: Ints) -> Flags:
        """Whether each was seen before, in this part or an earlier one; and remembers them.

        codes: the digits before the dot; NO_NUMBER is never seen.
        """
        numbered = codes != NO_NUMBER
        again: Flags = numbered & ~pl.Series(codes).is_first_distinct().to_numpy()
        group = codes // _SERIALS
        for one in np.unique(group[numbered]).tolist():
            places = np.flatnonzero(group == one)
            bits = self._bits.setdefault(one, np.zeros(_SERIALS // 8, np.uint8))
            serial = codes[places] - one * _SERIALS
            byte, bit = serial >> 3, np.left_shift(1, serial & 7).astype(np.uint8)
            again[places] |= (bits[byte] & bit) > 0
            np.bitwise_or.at(bits, byte, bit)
        return again
