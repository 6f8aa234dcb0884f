"""Patent numbers on columns: their plain forms with the check digit held; the rest one by one."""

import numpy as np
import numpy.typing as npt
import polars as pl

from zhidai.core.errors import BadInput, Reason
from zhidai.core.registers.patent_numbers import KIND_BY_DIGIT, parse_patent_number

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NO_NUMBER = -1
_WEIGHTS = {9: (2, 3, 4, 5, 6, 7, 8, 9), 13: (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)}
_FIRST_YEAR = 1985
_FIRST_LONG = 2003 * 10**8  # the first of twelve digits
_KIND_PLACE = {9: 2, 13: 4}
_CHECKS = {**{str(digit): digit for digit in range(10)}, "X": 10}
_KINDS = {int(digit): str(kind) for digit, kind in KIND_BY_DIGIT.items()}


def read_numbers(written: pl.Series) -> tuple[pl.DataFrame, dict[int, tuple[Reason, ...]]]:
    """`number` (201710601862.3), `number_kind` and `code`, the digits before the dot as a whole
    number, of each row; a reason by row where it is none, and NO_NUMBER as its code.
    """
    text = written.cast(pl.String).fill_null("")
    found = _plain(text.str.replace(".", "", literal=True))
    rest = np.flatnonzero((found["code"] == NO_NUMBER).to_numpy())
    if not len(rest):
        return found, {}
    bare = text.gather(rest).str.to_uppercase().str.replace_all(r"[\s.]", "")
    again = _plain(bare.str.replace(r"^(ZL|CN)+", ""))
    again, wrong = _slowly(text.gather(rest), again)
    numbers = found.with_row_index("place")
    numbers = numbers.update(
        again.with_columns(place=pl.Series(rest, dtype=numbers.schema["place"])), on="place"
    )
    return numbers.drop("place"), {int(rest[place]): said for place, said in wrong.items()}


def year_of(codes: Ints) -> Ints:
    """The year in each number, of its filing or of a later entry; of NO_NUMBER nothing sensible."""
    of_eight = codes // 10**6
    old: Ints = np.where(of_eight >= _FIRST_YEAR % 100, 1900 + of_eight, 2000 + of_eight)
    years: Ints = np.where(codes >= _FIRST_LONG, codes // 10**8, old)
    return years


def _plain(bare: pl.Series) -> pl.DataFrame:
    """Numbers of nothing but digits and check digit whose year, kind and check digit are right."""
    lengths = bare.str.len_bytes().to_numpy()
    code = np.full(len(bare), NO_NUMBER)
    kind = np.zeros(len(bare), np.int64)
    for length in _WEIGHTS:
        places = np.flatnonzero(lengths == length)
        if len(places) == len(bare):
            code, kind = _read(bare, length)
        elif len(places):
            code[places], kind[places] = _read(bare.gather(places), length)
    known = pl.Series(code) != NO_NUMBER
    return pl.select(
        number=pl.when(known).then(pl.concat_str(bare.str.head(-1), pl.lit("."), bare.str.tail(1))),
        number_kind=pl.lit(pl.Series(kind)).replace_strict(
            _KINDS, default=None, return_dtype=pl.String
        ),
        code=pl.Series(code),
    )


def _read(bare: pl.Series, length: int) -> tuple[Ints, Ints]:
    """The code and the digit of the kind; NO_NUMBER and 0 where it is no number."""
    body_text = bare.str.head(length - 1)
    body = body_text.cast(pl.Int64, strict=False).fill_null(NO_NUMBER).to_numpy()
    check = bare.str.tail(1).replace_strict(_CHECKS, default=-1, return_dtype=pl.Int64).to_numpy()
    total, left, kind = np.zeros(len(body), np.int64), body, np.zeros(len(body), np.int64)
    for place, weight in reversed(list(enumerate(_WEIGHTS[length]))):
        above = left // 10
        digit = left - 10 * above
        total += weight * digit
        if place == _KIND_PLACE[length]:
            kind = digit
        left = above
    good: Flags = (body >= 0) & (total - total // 11 * 11 == check)
    if length == max(_WEIGHTS):
        good &= (body >= _FIRST_LONG) & (body < 2100 * 10**8)
    else:
        good &= (body >= 85 * 10**6) | (body < 4 * 10**6)
        good &= body_text.str.contains(r"^\d+$").to_numpy()  # +8510001 is a number, but not one
    good &= np.isin(kind, list(_KINDS))
    return np.where(good, body, NO_NUMBER), np.where(good, kind, 0)


def _slowly(
    written: pl.Series, found: pl.DataFrame
) -> tuple[pl.DataFrame, dict[int, tuple[Reason, ...]]]:
    """What is still no number, by the core's own reader; a reason by place where it is none."""
    wrong: dict[int, tuple[Reason, ...]] = {}
    read: list[tuple[int, str, str, int]] = []
    for place in np.flatnonzero((found["code"] == NO_NUMBER).to_numpy()).tolist():
        try:
            number = parse_patent_number(str(written[place]))
        except BadInput as refused:
            wrong[place] = refused.reasons
            continue
        read.append((place, str(number), str(number.kind), int(str(number).partition(".")[0])))
    columns = {"place": pl.UInt32, "number": pl.String, "number_kind": pl.String, "code": pl.Int64}
    rows = pl.DataFrame(read, schema=columns, orient="row")
    known = found.with_columns(place=pl.int_range(pl.len(), dtype=pl.UInt32))
    return known.update(rows, on="place").drop("place"), wrong
