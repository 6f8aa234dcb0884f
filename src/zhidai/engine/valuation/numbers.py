"""Patent numbers on columns: their plain forms with the check digit held; the rest one by one."""

import numpy as np
import numpy.typing as npt
import polars as pl

from zhidai.core.errors import BadInput, Reason
from zhidai.core.registers.patent_numbers import KIND_BY_DIGIT, parse_patent_number

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
_WEIGHTS = {
    9: np.array([2, 3, 4, 5, 6, 7, 8, 9]),
    13: np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]),
}
_KIND_PLACE = {9: 2, 13: 4}


def read_numbers(written: pl.Series) -> tuple[pl.DataFrame, dict[int, tuple[Reason, ...]]]:
    """`number` (201710601862.3) and `number_kind` of each row; a reason by row where it is none."""
    bare = (
        written.cast(pl.String)
        .fill_null("")
        .str.to_uppercase()
        .str.replace_all(r"[\s.]", "")
        .str.replace(r"^(ZL|CN)+", "")
    )
    lengths = bare.str.len_bytes().to_numpy()
    number = np.full(len(bare), None, object)
    kind = np.full(len(bare), None, object)
    for length in _WEIGHTS:
        places = np.flatnonzero(lengths == length)
        if len(places):
            _read(bare.gather(places), places, length, number=number, kind=kind)
    wrong = _slowly(written, number, kind)
    frame = pl.DataFrame(
        {
            "number": pl.Series(number, dtype=pl.String),
            "number_kind": pl.Series(kind, dtype=pl.String),
        }
    )
    return frame, wrong


def _read(
    bare: pl.Series,
    places: Ints,
    length: int,
    *,
    number: Objects,
    kind: Objects,
) -> None:
    """Numbers of one length whose year, kind and check digit are right."""
    code = np.frombuffer("".join(bare.to_list()).encode("ascii", "replace"), np.uint8)
    if len(code) != length * len(places):
        return  # letters outside ASCII: all of these one by one
    digits = code.reshape(len(places), length)
    body = digits[:, :-1].astype(np.int64) - 48
    plain: Flags = np.all((body >= 0) & (body <= 9), axis=1)
    remainder = (np.where(plain[:, None], body, 0) * _WEIGHTS[length]).sum(axis=1) % 11
    expected = np.where(remainder == 10, ord("X"), remainder + 48)
    kind_code = body[:, _KIND_PLACE[length]]
    good: Flags = plain & np.isin(kind_code, [1, 2, 3, 8, 9])
    good &= digits[:, -1] == expected
    if length == max(_WEIGHTS):
        year = body[:, :4] @ np.array([1000, 100, 10, 1])
        good &= (year >= 2003) & (year < 2100)
    else:
        year = body[:, 0] * 10 + body[:, 1]
        good &= (year >= 85) | (year <= 3)
    chosen = places[good]
    text = bare.gather(np.flatnonzero(good))
    cut = length - 1
    number[chosen] = (text.str.slice(0, cut) + "." + text.str.slice(cut)).to_numpy()
    names = np.array([str(KIND_BY_DIGIT.get(str(digit), "")) for digit in range(10)], object)
    kind[chosen] = names[kind_code[good]]


def _slowly(
    written: pl.Series,
    number: Objects,
    kind: Objects,
) -> dict[int, tuple[Reason, ...]]:
    wrong: dict[int, tuple[Reason, ...]] = {}
    for place in np.flatnonzero(pl.Series(number, dtype=pl.String).is_null().to_numpy()).tolist():
        try:
            found = parse_patent_number(str(written[place] or ""))
        except BadInput as refused:
            wrong[place] = refused.reasons
            continue
        number[place], kind[place] = str(found), str(found.kind)
    return wrong
