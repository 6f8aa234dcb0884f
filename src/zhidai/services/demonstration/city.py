"""Who lives in the demonstration city. Every name is fictional and says so.

Patent numbers use serial numbers that no real filing of their year reached; their check digits
are computed. Credit codes are valid in form and issued to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhidai.core.parties import PartyKind
from zhidai.core.registers.patent_numbers import PatentKind, check_digit_of

SCHEME = "ganzhou-2020"
PLACE = "赣州市"
TODAY = date(2021, 3, 1)
PASSWORD = "zhidai-demo"  # noqa: S105 - printed and shown, fictional people only


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent:
    """A fictional patent; `serial` is its number without the check digit."""

    serial: str
    kind: PatentKind
    title: str
    filing_date: date
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return f"{self.serial}.{check_digit_of(self.serial)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """A party of the city; its people are called after `username`."""

    username: str
    kind: PartyKind
    name: str
    name_en: str
    surname: str  # of its officer and approver
    surname_en: str
    credit_code: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    patents: tuple[Patent, ...] = ()
    pays_by_itself: bool = False  # its loans are paid on their due days as the date moves
    place: str = PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAgreement:
    """A cooperation agreement: shares by username, as they are written."""

    number: str
    signed_on: date
    shares: Mapping[str, str]
    is_filed: bool = True
    scheme: str = SCHEME
    bureau: str = "bureau"  # user name of the one that files it


def profile(**changes: Any) -> dict[str, Any]:
    """What a sound small manufacturer says about itself, with some of it changed."""
    return {
        "registered_address": "赣州市章贡区演示路1号（虚构）",
        "registered_capital": "2000万元",
        "legal_representative": "示例法人（虚构）",
        "legal_representative_telephone": "0797-0000001",
        "contact": "示例联系人（虚构）",
        "contact_telephone": "0797-0000002",
        "kind_of_enterprise": "有限责任公司（自然人投资或控股）",
        "industry": "工业",
        "employees": "120人",
        "revenue": "5000万元",
        "total_assets": "6000万元",
        "fixed_premises": True,
        "operating_normally": True,
        "sound_fundamentals": True,
        "within_industrial_policy": True,
        "good_prospects": True,
        "steady_income": True,
        "able_to_repay": True,
        "good_credit": True,
        "persons_of_good_conduct": True,
        "has_core_patented_technology": True,
        "inventions_owned": "1",
        "utility_models_owned": "1",
        "designs_owned": "0",
        "enterprise_types": ["high_tech"],
        "enterprise_types_detail": "高新技术企业（虚构）",
        "profile": "演示城市的虚构企业，从事精密零部件的研发、生产和销售。",
        "existing_pledges": "无",
        "disputes_last_3_years": "无",
        **changes,
    }


def sound_patent(**changes: Any) -> dict[str, Any]:
    """What its owner says about a patent that nothing stands against."""
    return {
        "fee_paid_until": "2022-07-01",
        "annual_fee_proof": True,
        "clear_title": True,
        "registrable": True,
        "tradeable": True,
        "core_technology": True,
        "market_potential": True,
        "co_owned": False,
        "twin_application_declared": True,
        "twin_kind": "none",
        "related_patents_pledged": True,
        "under_preservation": False,
        "already_pledged": False,
        **changes,
    }


BANK_FACTS = {
    "no_breach": True,
    "six_mechanisms": True,
    "seven_bans_four_disclosures": True,
    "technology_lending_standards": True,
    "simplified_approval": True,
}
GUARANTOR_FACTS = {"no_breach": True, "licensed": True, "registered_capital": "1亿元"}
APPRAISER_FACTS = {
    "years_in_business": "5年",
    "licensed": True,
    "professional_appraisers": "12人",
    "no_breach": True,
    "national_honour": True,
    "strong_risk_control": True,
}

OFFICES = (
    Resident(
        username="bureau",
        kind=PartyKind.BUREAU,
        name="示范市场监督管理局（虚构）",
        name_en="Demonstration Market Supervision Bureau (fictional)",
        surname="江",
        surname_en="Jiang",
    ),
    Resident(
        username="finance",
        kind=PartyKind.FINANCE,
        name="示范金融工作办公室（虚构）",
        name_en="Demonstration Finance Office (fictional)",
        surname="河",
        surname_en="He",
    ),
    Resident(
        username="treasury",
        kind=PartyKind.TREASURY,
        name="示范财政局（虚构）",
        name_en="Demonstration Treasury (fictional)",
        surname="山",
        surname_en="Shan",
    ),
)
LENDERS = (
    Resident(
        username="bank",
        kind=PartyKind.BANK,
        name="示范银行（虚构）",
        name_en="Demonstration Bank (fictional)",
        surname="田",
        surname_en="Tian",
        credit_code="91360700999900011G",
        facts=BANK_FACTS,
    ),
    Resident(
        username="bank2",
        kind=PartyKind.BANK,
        name="样板银行（虚构）",
        name_en="Specimen Bank (fictional)",
        surname="石",
        surname_en="Shi",
        credit_code="9136070099990002X8",
        facts=BANK_FACTS,
    ),
    Resident(
        username="guarantor",
        kind=PartyKind.GUARANTOR,
        name="示范融资担保有限公司（虚构）",
        name_en="Demonstration Financing Guarantee Co. (fictional)",
        surname="林",
        surname_en="Lin",
        credit_code="913607009999000388",
        facts=GUARANTOR_FACTS,
    ),
    Resident(
        username="guarantor2",
        kind=PartyKind.GUARANTOR,
        name="样板融资担保有限公司（虚构）",
        name_en="Specimen Financing Guarantee Co. (fictional)",
        surname="金",
        surname_en="Jin",
        credit_code="913607009999000463",
        facts=GUARANTOR_FACTS,
    ),
    Resident(
        username="appraiser",
        kind=PartyKind.APPRAISER,
        name="示范资产评估有限公司（虚构）",
        name_en="Demonstration Asset Appraisal Co. (fictional)",
        surname="云",
        surname_en="Yun",
        credit_code="91360700999900054X",
        facts=APPRAISER_FACTS,
    ),
    Resident(
        username="appraiser2",
        kind=PartyKind.APPRAISER,
        name="样板资产评估有限公司（虚构）",
        name_en="Specimen Asset Appraisal Co. (fictional)",
        surname="雷",
        surname_en="Lei",
        credit_code="91360700999900062Q",
        facts=APPRAISER_FACTS,
    ),
)
AGREEMENTS = (
    SignedAgreement(
        number="示范合作〔2020〕1号",
        signed_on=date(2020, 10, 19),
        shares={"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
    ),
    SignedAgreement(  # signed with other shares: they replace the suggestion of 8.1
        number="样板合作〔2020〕2号",
        signed_on=date(2020, 10, 20),
        shares={"guarantor2": "60%", "bank2": "30%", "appraiser2": "10%"},
    ),
    SignedAgreement(  # for the direct route
        number="示范直接质押〔2020〕3号",
        signed_on=date(2020, 10, 21),
        shares={"bank": "90%", "appraiser": "10%"},
    ),
    SignedAgreement(  # waits for the bureau
        number="样板直接质押〔2021〕1号",
        signed_on=date(2021, 2, 24),
        shares={"bank2": "100%"},
        is_filed=False,
    ),
)
