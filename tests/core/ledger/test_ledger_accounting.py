"""Whatever stands on a sheet: no row is lost, and what is read is what stood there."""

import time
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import CellValue, Sheet, place
from zhidai.core.ledger.fields import NAMES
from zhidai.core.ledger.reading import read_ledger
from zhidai.wording.speech import CHINESE, sentence

CALM = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADING = (
    "借款人", "贷款金额（万元）", "利率（%）", "放款日", "到期日", "余额", "逾期天数", "专利号",
)  # fmt: skip
WORDS = st.sampled_from(
    ["赣州甲科技有限公司", "300", "300万元", "2021-03-01", "2021.3.1-2022.2.28", "合计", "小计",
     "备注：", "-", "", " ", "4.85%", "12个月", "300\n100", "约300", "=1+1", "ZL201710601862.3",
     "\x00", "９９万元"]
)  # fmt: skip
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=6),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    ),
)


def sheet_of(*rows: tuple[CellValue, ...]) -> Sheet:
    return Sheet(file="台账.xlsx", name="台账", rows=rows)


@given(st.lists(st.tuples(*(CELLS for _ in HEADING)), max_size=6))
@CALM
def test_every_row_is_a_loan_a_reject_a_total_a_note_or_empty(
    rows: list[tuple[CellValue, ...]],
) -> None:
    ledger = read_ledger([sheet_of(HEADING, *rows)], file="台账.xlsx")

    told = {one.row for one in (*ledger.loans, *ledger.rejected, *ledger.totals)}
    told |= {int(str(note.parameters["row"])) for note in ledger.notes}
    for number, row in enumerate(rows, start=2):
        says_something = any(
            cell is not None and str(cell).strip() not in ("", "-") for cell in row
        )
        if says_something and number not in told:
            assert all(str(cell or "").strip() in MARKS for cell in row)


MARKS = {"", "-", "--", "—", "/", "\\", "–", "无", "空"}


@given(st.lists(st.lists(CELLS, max_size=9).map(tuple), max_size=8))
@CALM
def test_a_sheet_of_anything_is_read_or_refused_in_sentences(
    rows: list[tuple[CellValue, ...]],
) -> None:
    try:
        ledger = read_ledger([sheet_of(*rows)], file="台账.xlsx")
        reasons = [each.reason for one in ledger.rejected for each in one.problems]
        unexplained = [one for one in ledger.rejected if not one.problems]
    except BadInput as refused:
        reasons, unexplained = list(refused.reasons), []

    assert not unexplained
    assert all(sentence(each, CHINESE) for each in reasons)


@given(
    fen=st.integers(1, 10**12),
    unit=st.sampled_from([("元", 1), ("千元", 1000), ("万元", 10**4), ("亿元", 10**8)]),
    where=st.sampled_from(["heading", "title", "cell"]),
    as_number=st.booleans(),
)
@CALM
def test_an_amount_is_the_same_to_the_fen_in_every_unit_and_place(
    fen: int, unit: tuple[str, int], where: str, as_number: bool
) -> None:
    name, scale = unit
    yuan = Decimal(fen).scaleb(-2)
    number = yuan / scale
    text = f"{number.normalize():f}"
    written = f"{text}{name}" if where == "cell" and name != "千元" else text
    placed = "heading" if where == "cell" and name == "千元" else where
    value: CellValue = number if as_number and placed != "cell" else written
    heading = f"放款金额（{name}）" if placed == "heading" else "放款金额"
    title = (f"单位：{name}",) if placed == "title" else ("台账",)

    (loan,) = read_ledger(
        [
            sheet_of(
                title,
                ("借款人", heading, "放款日", "到期日"),
                ("赣州甲科技有限公司", value, "2021-03-01", "2022-02-28"),
            )
        ],
        file="台账.xlsx",
    ).loans

    assert loan.principal == yuan


@given(
    day=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    form=st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "short"]),
)
@CALM
def test_a_day_is_the_same_in_every_form(day: date, form: str) -> None:
    text = f"{day.year}.{day.month}.{day.day}" if form == "short" else day.strftime(form)
    later = day + timedelta(days=365)

    (loan,) = read_ledger(
        [
            sheet_of(
                ("借款人", "放款金额（万元）", "放款日", "到期日"),
                ("赣州甲科技有限公司", Decimal(300), text, later),
            )
        ],
        file="台账.xlsx",
    ).loans

    assert (loan.drawn_on, loan.due_on) == (day, later)


def test_every_known_name_is_found_as_a_heading_of_its_field() -> None:
    for field, names in NAMES.items():
        for name in names:
            sheet = sheet_of(("借款人", "贷款金额（元）", "放款日", "到期日", name))
            found = read_ledger([sheet], file="台账.xlsx").sheets[0].columns

            assert found is not None
            meant = {column.field for column in found.known if column.heading == name}
            assert meant <= {field}, name
            assert meant or name in " ".join(found.passed_over), name


def test_cells_are_called_as_excel_calls_them() -> None:
    assert [place(0, 0), place(6, 3), place(0, 25), place(0, 26), place(9, 701), place(0, 702)] == [
        "A1", "D7", "Z1", "AA1", "ZZ10", "AAA1",
    ]  # fmt: skip


def test_reading_takes_time_in_proportion_to_the_rows() -> None:
    def seconds(count: int) -> float:
        rows = [
            (f"赣州第{number}公司", "300", "4.85", "2021-03-01", "2022-02-28", "300万元", "0", "")
            for number in range(count)
        ]
        sheet = sheet_of(HEADING, *rows)
        begun = time.process_time()
        assert len(read_ledger([sheet], file="台账.xlsx").loans) == count
        return time.process_time() - begun

    seconds(50)  # what is only done once
    few, many = seconds(400), seconds(3200)

    assert many < 24 * few  # eight times the rows; with every row looking at all, 64 times
