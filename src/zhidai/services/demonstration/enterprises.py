"""The enterprises of the demonstration city, each with the situation it is there to show."""

from datetime import date

from zhidai.core.parties import PartyKind
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.services.demonstration.city import Patent, Resident, profile, sound_patent

READY_TO_APPLY = Resident(
    username="enterprise1",
    kind=PartyKind.ENTERPRISE,
    name="青松精密制造有限公司（虚构）",
    name_en="Green Pine Precision Co. (fictional)",
    surname="松",
    surname_en="Song",
    credit_code="91360700999900070K",
    facts=profile(),
    patents=(
        Patent(
            serial="201719999911",
            kind=PatentKind.INVENTION,
            title="一种精密轴承的装配方法（虚构）",
            filing_date=date(2017, 7, 21),
            facts=sound_patent(fee_paid_until="2022-07-21"),
        ),
        Patent(
            serial="201829999912",
            kind=PatentKind.UTILITY_MODEL,
            title="一种轴承检测夹具（虚构）",
            filing_date=date(2018, 5, 10),
            facts=sound_patent(fee_paid_until="2022-05-10"),
        ),
    ),
)
PATENTS_NOT_GOOD_ENOUGH = Resident(
    username="enterprise2",
    kind=PartyKind.ENTERPRISE,
    name="远山新材料有限公司（虚构）",
    name_en="Far Hills New Materials Co. (fictional)",
    surname="远",
    surname_en="Yuan",
    credit_code="91360700999900089G",
    facts=profile(employees="60人", revenue="2400万元"),
    patents=(
        Patent(  # ends on 2024-01-25: 2.9 years left on 2021-03-01 (5.1.3.2)
            serial="201429999921",
            kind=PatentKind.UTILITY_MODEL,
            title="一种粉末混料装置（虚构）",
            filing_date=date(2014, 1, 25),
            facts=sound_patent(fee_paid_until="2022-01-25"),
        ),
        Patent(  # co-owned, and nobody asked the co-owner (5.1.3.3)
            serial="201619999922",
            kind=PatentKind.INVENTION,
            title="一种稀土发光材料的制备方法（虚构）",
            filing_date=date(2016, 9, 8),
            facts=sound_patent(fee_paid_until="2022-09-08", co_owned=True, co_owner_consents=False),
        ),
    ),
)
AT_BANK_APPROVAL = Resident(
    username="enterprise3",
    kind=PartyKind.ENTERPRISE,
    name="清泉环保设备有限公司（虚构）",
    name_en="Clear Spring Environmental Co. (fictional)",
    surname="泉",
    surname_en="Quan",
    credit_code="91360700999900097B",
    facts=profile(employees="85人", revenue="3600万元"),
    patents=(
        Patent(
            serial="201719999931",
            kind=PatentKind.INVENTION,
            title="一种废水深度处理工艺（虚构）",
            filing_date=date(2017, 4, 12),
            facts=sound_patent(fee_paid_until="2022-04-12"),
        ),
    ),
)
LOAN_RUNNING = Resident(
    username="enterprise4",
    kind=PartyKind.ENTERPRISE,
    name="丹霞电机有限公司（虚构）",
    name_en="Danxia Motors Co. (fictional)",
    surname="霞",
    surname_en="Xia",
    credit_code="9136070099990010XU",
    facts=profile(employees="45人", revenue="1500万元"),
    patents=(
        Patent(
            serial="201619999941",
            kind=PatentKind.INVENTION,
            title="一种永磁电机转子（虚构）",
            filing_date=date(2016, 6, 3),
            facts=sound_patent(fee_paid_until="2022-06-03"),
        ),
    ),
)


def _of_the_book(
    place: int, *, name: str, name_en: str, surname: str, surname_en: str, code: str
) -> Resident:
    """An enterprise with a larger loan that is paid as it should be."""
    return Resident(
        username=f"enterprise{place}",
        kind=PartyKind.ENTERPRISE,
        name=name,
        name_en=name_en,
        surname=surname,
        surname_en=surname_en,
        credit_code=code,
        facts=profile(employees="280人", revenue="1.6亿元", total_assets="1.9亿元"),
        patents=(
            Patent(
                serial=f"20181999995{place}",
                kind=PatentKind.INVENTION,
                title=f"一种智能产线控制方法{place}（虚构）",
                filing_date=date(2018, 3, 15),
                facts=sound_patent(fee_paid_until="2022-03-15"),
            ),
        ),
        pays_by_itself=True,
    )


BOOK = (
    _of_the_book(
        5,
        name="梅岭装备股份有限公司（虚构）",
        name_en="Meiling Equipment Co. (fictional)",
        surname="梅",
        surname_en="Mei",
        code="91360700999900118U",
    ),
    _of_the_book(
        6,
        name="竹海电子股份有限公司（虚构）",
        name_en="Bamboo Sea Electronics Co. (fictional)",
        surname="竹",
        surname_en="Zhu",
        code="91360700999900126N",
    ),
    _of_the_book(
        7,
        name="橘园生物科技股份有限公司（虚构）",
        name_en="Orange Grove Biotech Co. (fictional)",
        surname="居",
        surname_en="Ju",
        code="91360700999900134H",
    ),
)
ENTERPRISES = (READY_TO_APPLY, PATENTS_NOT_GOOD_ENOUGH, AT_BANK_APPROVAL, LOAN_RUNNING, *BOOK)
