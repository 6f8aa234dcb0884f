"""Who takes part in the city's past. Every name is made up from parts and says so.

Serial numbers of patents begin at 9,100,000, which no real filing of these years reached; credit
codes are valid in form and issued to nobody.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from stdnum.cn import uscc

from zhidai.core.parties import PartyKind
from zhidai.core.registers.credit_codes import organisation_check
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.services.demonstration.city import (
    APPRAISER_FACTS,
    BANK_FACTS,
    GUARANTOR_FACTS,
    Patent,
    Resident,
    SignedAgreement,
    profile,
    sound_patent,
)
from zhidai.services.demonstration.history.calendar import TODAY
from zhidai.services.demonstration.recognition import PAST

DISTRICTS = (  # with the part of the enterprises that sit there
    ("章贡区", 26),
    ("南康区", 17),
    ("赣县区", 13),
    ("信丰县", 10),
    ("龙南市", 10),
    ("于都县", 9),
    ("瑞金市", 8),
    ("宁都县", 7),
)
INDUSTRIES = (
    ("工业", 62),
    ("软件和信息技术服务业", 16),
    ("信息传输业", 7),
    ("农林牧渔业", 9),
    ("建筑业", 6),
)
_FIRST = ("青", "云", "明", "远", "恒", "嘉", "瑞", "启", "泓", "翠", "岭", "晨", "盛", "和", "卓")
_SECOND = ("禾", "岩", "川", "峰", "溪", "榕", "澜", "屿", "松", "桐", "砚", "辰", "壤", "舟", "穹")
_TRADES = (
    ("新材料有限公司", "New Materials Co."),
    ("智能装备有限公司", "Intelligent Equipment Co."),
    ("电子科技有限公司", "Electronics Co."),
    ("稀土功能材料有限公司", "Rare Earth Materials Co."),
    ("环保科技有限公司", "Environmental Technology Co."),
    ("生物科技有限公司", "Biotech Co."),
    ("家居制造有限公司", "Furniture Co."),
    ("软件有限公司", "Software Co."),
)
_SUBJECTS = ("磁性材料烧结", "板材封边", "废水回用", "电机定子绕线", "果品分选", "线路板检测")
_MANY = len(_FIRST) * len(_SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who lends together, by user name, and how much above the market its appraiser values."""

    bank: str
    guarantor: str
    appraiser: str
    weight: int
    appraised_above: float


def credit_code(number: int) -> str:
    """A code of Ganzhou's region, valid in form; numbers from 1, issued to nobody."""
    organisation = f"{99980000 + number:08d}"
    body = f"91360700{organisation}{organisation_check(organisation)}"
    return f"{body}{uscc.calc_check_digit(body)}"


MORE_LENDERS = (
    Resident(
        username="bank3",
        kind=PartyKind.BANK,
        name="枫林银行（虚构）",
        name_en="Maple Grove Bank (fictional)",
        surname="枫",
        surname_en="Feng",
        credit_code=credit_code(1),
        facts=BANK_FACTS,
    ),
    Resident(
        username="bank4",
        kind=PartyKind.BANK,
        name="渡口村镇银行（虚构）",
        name_en="Ferry Rural Bank (fictional)",
        surname="杜",
        surname_en="Du",
        credit_code=credit_code(2),
        facts=BANK_FACTS,
    ),
    Resident(
        username="guarantor3",
        kind=PartyKind.GUARANTOR,
        name="枫林融资担保有限公司（虚构）",
        name_en="Maple Grove Guarantee Co. (fictional)",
        surname="凤",
        surname_en="Feng",
        credit_code=credit_code(3),
        facts=GUARANTOR_FACTS,
    ),
    Resident(
        username="appraiser3",
        kind=PartyKind.APPRAISER,
        name="枫林资产评估有限公司（虚构）",
        name_en="Maple Grove Asset Appraisal Co. (fictional)",
        surname="丰",
        surname_en="Feng",
        credit_code=credit_code(4),
        facts=APPRAISER_FACTS,
    ),
)
MORE_AGREEMENTS = (
    SignedAgreement(
        number="枫林合作〔2020〕4号",
        signed_on=date(2020, 10, 21),
        shares={"guarantor3": "65%", "bank3": "25%", "appraiser3": "10%"},
    ),
    SignedAgreement(
        number="渡口合作〔2020〕5号",
        signed_on=date(2020, 10, 22),
        shares={"guarantor": "70%", "bank4": "20%", "appraiser2": "10%"},
    ),
)
TEAMS = (  # one for each agreement on the indirect route; the third appraiser is always high
    Team(
        bank="bank", guarantor="guarantor", appraiser="appraiser", weight=38, appraised_above=1.04
    ),
    Team(
        bank="bank2",
        guarantor="guarantor2",
        appraiser="appraiser2",
        weight=27,
        appraised_above=1.06,
    ),
    Team(
        bank="bank3",
        guarantor="guarantor3",
        appraiser="appraiser3",
        weight=20,
        appraised_above=1.52,
    ),
    Team(
        bank="bank4", guarantor="guarantor", appraiser="appraiser2", weight=15, appraised_above=1.05
    ),
)


def enterprise(place: int, random: Random) -> Resident:
    """The enterprise with a running number from 1: name, place, trade and patents."""
    first, second = _FIRST[place % len(_FIRST)], _SECOND[place // len(_FIRST) % len(_SECOND)]
    more = "" if place < _MANY else str(place // _MANY + 1)
    trade, trade_en = random.choice(_TRADES)
    district = _weighted(DISTRICTS, random)
    return Resident(
        username=f"{PAST}{place:04d}",
        kind=PartyKind.ENTERPRISE,
        name=f"{first}{second}{more}{trade}（虚构）",
        name_en=f"Past No. {place} {trade_en} (fictional)",
        surname=second,
        surname_en=f"Past {place}",
        credit_code=credit_code(100 + place),
        facts=profile(
            registered_address=f"赣州市{district}演示路{place}号（虚构）",
            industry=_weighted(INDUSTRIES, random),
            employees=f"{random.randint(20, 75)}人",
            revenue=f"{random.randint(900, 1950)}万元",
            total_assets=f"{random.randint(1200, 4000)}万元",
            profile="演示城市往年的虚构企业。",
        ),
        patents=tuple(
            _patent(2 * place + each, random) for each in range(random.choice((1, 1, 2)))
        ),
    )


def _patent(serial: int, random: Random) -> Patent:
    """Filed late enough to hold three more years whenever it is pledged (5.1.3.2)."""
    is_invention = random.random() < 0.62
    year = random.randint(2013, 2018) if is_invention else 2019
    filed_on = date(year, random.randint(1, 12), random.randint(1, 28))
    kind = PatentKind.INVENTION if is_invention else PatentKind.UTILITY_MODEL
    due_on = filed_on.replace(year=TODAY.year)
    paid_until = due_on if due_on >= TODAY else due_on.replace(year=TODAY.year + 1)
    return Patent(
        serial=f"{year}{1 if is_invention else 2}{9_100_000 + serial}",
        kind=kind,
        title=f"一种{random.choice(_SUBJECTS)}{'方法' if is_invention else '装置'}{serial}（虚构）",
        filing_date=filed_on,
        facts=sound_patent(fee_paid_until=paid_until.isoformat()),
    )


def _weighted(choices: tuple[tuple[str, int], ...], random: Random) -> str:
    return random.choices([name for name, _ in choices], [weight for _, weight in choices])[0]
