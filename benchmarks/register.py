"""Makes a register of fictional enterprises: sizes, industries and gaps as offices keep them."""

import csv
import random
from pathlib import Path

from stdnum.cn import uscc

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INDUSTRIES = ("工业", "软件和信息技术服务业", "建筑业", "批发业", "农、林、牧、渔业")
_PLACES = ("赣州市", "赣州市", "赣州市", "南昌市")
_FLAGS = (
    "enterprise.has_core_patented_technology",
    "enterprise.fixed_premises",
    "enterprise.operating_normally",
    "enterprise.sound_fundamentals",
    "enterprise.within_industrial_policy",
    "enterprise.good_prospects",
    "enterprise.steady_income",
    "enterprise.able_to_repay",
    "enterprise.good_credit",
    "enterprise.persons_of_good_conduct",
    "patent.clear_title",
    "patent.registrable",
    "patent.tradeable",
    "patent.core_technology",
    "patent.market_potential",
    "patent.annual_fee_proof",
    "patent.twin_application_declared",
    "patent.related_patents_pledged",
)
HEADINGS = (
    "统一社会信用代码",
    "企业名称",
    "enterprise.registered_place",
    "enterprise.industry",
    "enterprise.employees",
    "营业收入（上年度）（万元）",
    "资产总额（上年末）（万元）",
    *_FLAGS,
    "patent.number",
    "patent.filing_date",
    "patent.fee_paid_until",
    "patent.already_pledged",
    "patent.under_preservation",
    "patent.co_owned",
    "patent.twin_kind",
)


def write_register(path: Path, count: int, *, seed: int = 7) -> None:
    """`count` enterprises as CSV; the same seed gives the same register."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, no secret
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        for number in range(count):
            writer.writerow(_row(chance, number))


def _row(chance: random.Random, number: int) -> list[str]:
    revenue = int(chance.lognormvariate(7.5, 1.6))
    filed = f"{chance.randint(2005, 2020)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    kind = chance.choice("12")
    return [
        _credit_code(number),
        f"虚构企业{number}号有限公司",
        chance.choice(_PLACES),
        chance.choice(_INDUSTRIES),
        f"{max(1, revenue // 40)}人" if chance.random() > 0.05 else "",
        str(revenue),
        str(revenue * 2) if chance.random() > 0.1 else "",
        *("是" if chance.random() > 0.02 else "否" for _ in _FLAGS),
        _patent_number(filed[:4], kind, number),
        filed,
        f"{chance.randint(2020, 2023)}-12-31",
        "是" if chance.random() < 0.05 else "否",
        "否",
        "否",
        "none",
    ]


def _credit_code(number: int) -> str:
    organisation = f"{number:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(one) * weight for one, weight in zip(organisation, weights, strict=True))
    check = (11 - total % 11) % 11
    code = f"91360700{organisation}{'X' if check == 10 else check}"
    return code + uscc.calc_check_digit(code)


def _patent_number(year: str, kind: str, number: int) -> str:
    digits = f"{year}{kind}{number % 10_000_000:07d}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) % 11
    return f"ZL{digits}.{'X' if rest == 10 else rest}"
