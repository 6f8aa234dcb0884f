"""The first bank has a book of patents valued, and keeps a deal on the case before its approval."""

import io
from datetime import date

import polars as pl

from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.db.cases.models import Case
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.services.demonstration.enterprises import AT_BANK_APPROVAL, ENTERPRISES
from zhidai.services.demonstration.stories import Days, Households
from zhidai.services.valuation.commands import value_uploaded_book
from zhidai.services.valuation.deal_commands import (
    NewDeal,
    enter_in_deal,
    enter_reports,
    make_sheet,
    start_deal,
)

VALUED_ON = date(2021, 2, 25)
BOOK_NAME = "示范银行专利清单（虚构）.parquet"
DEAL_NUMBER = "示范估字〔2021〕1号"
_PATENTS = 300  # before those are left out that were filed later
_OWNERS = tuple(
    f"{name}（虚构）"
    for name in (
        "云岭机械有限公司",
        "白塔新材料有限公司",
        "章江仪器股份有限公司",
        "贡水生物科技有限公司",
        "郁孤软件有限公司",
        "南华照明有限公司",
        "八境自动化有限公司",
        "虎岗环保有限公司",
    )
)
_TITLES = {
    "A": "一种医用辅助装置",
    "B": "一种物料输送装置",
    "C": "一种复合材料的制备方法",
    "E": "一种装配式连接结构",
    "F": "一种低噪传动机构",
    "G": "一种在线检测方法",
    "H": "一种电机控制电路",
}
_TERMS = {
    "loan": {
        "amount": "200万元",
        "annual_rate": "4.85%",
        "term": "12个月",
        "funding_cost": "2.5%",
        "default_probability": "2%",
    },
    "loss_shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
}


def valuation_told(households: Households) -> Days:
    """The book, the deal from the case with its report, and the sheet to sign."""
    bank = households["bank"].officer
    yield VALUED_ON
    value_uploaded_book(bank, name=BOOK_NAME, content=_book(), on=VALUED_ON, key="city book")
    case = Case.objects.get(enterprise__name=AT_BANK_APPROVAL.name)
    patent = AT_BANK_APPROVAL.patents[0].number
    owner = AT_BANK_APPROVAL.name
    new = NewDeal(number=DEAL_NUMBER, borrower=owner, pledgor=owner, case=case.number)
    deal = int(start_deal(bank, new, _TERMS, key="city deal")["deal"])
    earned = {"revenue": "900万元", "source": "企业提供的产品台账（虚构）", "royalty_rate": "3%"}
    enter_in_deal(
        bank, deal, patent, kind=EntryKind.ECONOMICS, content=earned, key="city deal economics"
    )
    enter_reports(bank, deal, [_report(patent, households)], key="city deal report")
    make_sheet(bank, deal, patent, key="city deal sheet")


def _report(patent: str, households: Households) -> dict[str, object]:
    """An appraiser that counts a higher royalty, more years and a lower discount."""
    return {
        "appraiser": households["appraiser"].officer.party_name,
        "report_number": "示范评报字〔2021〕1号",
        "patent_number": patent,
        "on": VALUED_ON.isoformat(),
        "method": "income",
        "value": "380万元",
        "parameters": {
            "revenue": "900万元",
            "royalty_rate": "5%",
            "growth": "3%",
            "technology_share": "100%",
            "life": "12年",
            "discount": "13%",
            "tax": "25%",
        },
    }


def _book() -> bytes:
    """Fictional patents as they were known that day, the city's own enterprises' first."""
    frame = fictional_patents(_PATENTS, seed=11).filter(pl.col("filing_date") < VALUED_ON)
    known = [pl.when(pl.col(name) <= VALUED_ON).then(pl.col(name)) for name in _LATER]
    place = pl.int_range(pl.len())
    others = frame.with_columns(
        *known,
        title=pl.col("main_ipc").str.head(1).replace_strict(_TITLES, default="一种装置")
        + pl.format("{}（虚构）", place),
        owner_name=(place % len(_OWNERS)).replace_strict(dict(enumerate(_OWNERS))),
    )
    buffer = io.BytesIO()
    pl.concat([_of_the_city(others), others]).write_parquet(buffer)
    return buffer.getvalue()


_LATER = ("grant_date", "lapse_date")


def _of_the_city(others: pl.DataFrame) -> pl.DataFrame:
    """The patents of the city's enterprises, with the counts of others."""
    owned = [(owner, patent) for owner in ENTERPRISES for patent in owner.patents]
    return others.head(len(owned)).with_columns(
        patent_number=pl.Series([patent.number for _, patent in owned]),
        kind=pl.Series([str(patent.kind) for _, patent in owned]),
        title=pl.Series([patent.title for _, patent in owned]),
        filing_date=pl.Series([patent.filing_date for _, patent in owned]),
        grant_date=pl.Series([patent.filing_date for _, patent in owned]).dt.offset_by("20mo"),
        lapse_date=pl.lit(None, pl.Date),
        owner_name=pl.Series([owner.name for owner, _ in owned]),
        owner_type=pl.lit("enterprise"),
        domestic=pl.lit(1, pl.Int64),
    )
