"""The second city of the demonstration: Qinglan, whose plan is fictional as its people are.

One party of each kind that its plan names, two agreements in force, and an enterprise that is ready
to apply, so that a case can be walked under a plan that is not the first city's.
"""

from datetime import date

from zhidai.core.parties import PartyKind
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.services.demonstration.city import Patent, Resident, SignedAgreement
from zhidai.services.demonstration.settling import file_one, sign
from zhidai.services.demonstration.stories import Days, Households

SCHEME, PLACE = "qinglan-2021", "青澜市"
_SIGNED_ON, _FILED_ON = date(2021, 2, 8), date(2021, 2, 19)


def _resident(kind: PartyKind, username: str, *, name: str, name_en: str, people: str) -> Resident:
    """`people`: the surname of its officer and approver, Chinese and English."""
    surname, surname_en = people.split()
    return Resident(
        username=f"qinglan-{username}",
        kind=kind,
        name=f"{name}（虚构）",
        name_en=f"{name_en} (fictional)",
        surname=surname,
        surname_en=surname_en,
        place=PLACE,
    )


OFFICES = (
    _resident(
        PartyKind.BUREAU,
        "bureau",
        name="青澜市知识产权局",
        name_en="Qinglan IP Office",
        people="沈 Shen",
    ),
    _resident(
        PartyKind.FINANCE,
        "finance",
        name="青澜市金融发展局",
        name_en="Qinglan Financial Development Bureau",
        people="汀 Ting",
    ),
    _resident(
        PartyKind.TREASURY,
        "treasury",
        name="青澜市财政局",
        name_en="Qinglan Finance Bureau",
        people="潮 Chao",
    ),
    _resident(
        PartyKind.OPERATOR,
        "centre",
        name="青澜市知识产权运营中心",
        name_en="Qinglan IP Operation Centre",
        people="舟 Zhou",
    ),
    _resident(
        PartyKind.FUND,
        "fund",
        name="青澜市风险补偿资金池",
        name_en="Qinglan Risk Compensation Pool",
        people="帆 Fan",
    ),
)
LENDERS = (
    _resident(
        PartyKind.BANK,
        "bank",
        name="青澜港湾银行",
        name_en="Qinglan Harbour Bank",
        people="港 Gang",
    ),
    _resident(
        PartyKind.BANK,
        "bank2",
        name="青澜灯塔银行",
        name_en="Qinglan Lighthouse Bank",
        people="湾 Wan",
    ),
    _resident(
        PartyKind.GUARANTOR,
        "guarantor",
        name="青澜融资担保有限公司",
        name_en="Qinglan Financing Guarantee Co.",
        people="岸 An",
    ),
    _resident(
        PartyKind.INSURER,
        "insurer",
        name="青澜财产保险有限公司",
        name_en="Qinglan Property Insurance Co.",
        people="屿 Yu",
    ),
    _resident(
        PartyKind.APPRAISER,
        "appraiser",
        name="青澜资产评估有限公司",
        name_en="Qinglan Asset Appraisal Co.",
        people="汐 Xi",
    ),
)
APPLICANT = Resident(
    username="qinglan-enterprise",
    kind=PartyKind.ENTERPRISE,
    name="海岬储能科技有限公司（虚构）",
    name_en="Headland Energy Storage Co. (fictional)",
    surname="岬",
    surname_en="Jia",
    place=PLACE,
    facts={
        "industry": "工业",
        "employees": "120人",
        "revenue": "5000万元",
        "total_assets": "6000万元",
        "registered_months": "60个月",
        "statuses": ["high_tech"],
        "loans_classed_npl": False,
        "listed": False,
        "key_industry_chain": "energy_storage",
        "never_pledged": True,
    },
    patents=(
        Patent(
            serial="201919999961",
            kind=PatentKind.INVENTION,
            title="一种储能电池的热管理方法（虚构）",
            filing_date=date(2019, 7, 19),
            facts={
                "fee_paid_until": "2022-07-19",
                "clear_title": True,
                "under_preservation": False,
                "co_owned": False,
                "already_pledged": False,
            },
        ),
    ),
)
RESIDENTS = (*OFFICES, *LENDERS, APPLICANT)


def _agreement(number: str, shares: dict[str, str], *, is_filed: bool = True) -> SignedAgreement:
    return SignedAgreement(
        number=number,
        signed_on=_SIGNED_ON,
        shares={f"qinglan-{name}": share for name, share in shares.items()},
        is_filed=is_filed,
        scheme=SCHEME,
        bureau="qinglan-bureau",
    )


AGREEMENTS = (
    _agreement(  # as the plan suggests (6.2)
        "青澜担保合作〔2021〕1号",
        {"bank": "20%", "guarantor": "40%", "fund": "40%", "appraiser": "0%"},
    ),
    _agreement(  # as the plan fixes it (6.1)
        "青澜投保合作〔2021〕2号",
        {"bank": "20%", "insurer": "50%", "fund": "30%", "appraiser": "0%"},
    ),
    _agreement(  # agreed at a bound of 6.2; waits for the office
        "青澜担保合作〔2021〕3号",
        {"bank2": "30%", "guarantor": "35%", "fund": "35%", "appraiser": "0%"},
        is_filed=False,
    ),
)


def agreements_told(households: Households) -> Days:
    """The partners sign under the plan, and its office files what is complete."""
    yield _SIGNED_ON
    for agreement in AGREEMENTS:
        sign(agreement, households)
    yield _FILED_ON
    for agreement in AGREEMENTS:
        if agreement.is_filed:
            file_one(agreement, households)
