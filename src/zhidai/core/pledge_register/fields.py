"""What a column of a list of pledge registrations can mean, and what bureaus call it.

The names are usual on exports of the registry and on lists kept by hand (质押登记台账); of two
names for one thing the one that stands earlier is used.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhidai.core.policy.collateral import RightKind


class Field(StrEnum):
    """What a column says of a registration."""

    ID = "id"
    PLEDGOR = "pledgor"
    REGISTERED_ON = "registered_on"
    AMOUNT = "amount"
    RELEASED_ON = "released_on"
    BANK = "bank"
    DISTRICT = "district"
    ADDRESS = "address"
    INDUSTRY = "industry"
    KIND = "kind"
    RIGHTS = "rights"


NEEDED: Final = (Field.PLEDGOR, Field.REGISTERED_ON)
NAMES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.ID: (
            "质权登记号", "质押登记号", "登记号", "质权登记编号", "质押登记编号", "登记编号",
            "登记证号", "质押合同登记号", "质押登记证号", "registrationnumber", "registration",
            "id",
        ),
        Field.PLEDGOR: (
            "出质人", "出质人名称", "出质企业", "出质单位", "企业名称", "质押人", "专利权人",
            "单位名称", "企业", "pledgor", "enterprise",
        ),
        Field.REGISTERED_ON: (
            "质押登记日", "质押登记日期", "登记日", "登记日期", "质权登记日", "质权登记日期",
            "登记生效日", "登记生效日期", "质权生效日", "生效日", "生效日期", "登记时间",
            "质押登记时间", "registeredon", "registrationdate",
        ),
        Field.AMOUNT: (
            "质押登记金额", "登记金额", "担保债权金额", "担保债权数额", "被担保债权数额",
            "被担保债权金额", "担保金额", "债权金额", "债权数额", "质押金额", "质押融资金额",
            "融资金额", "质押担保金额", "登记质押金额", "主债权金额", "主债权数额",
            "金额", "amount", "registeredamount",
        ),
        Field.RELEASED_ON: (
            "注销日", "注销日期", "质押注销日", "质押注销日期", "质权注销日期", "解除日期",
            "解除日", "解押日期", "注销时间", "releasedon", "releasedate",
        ),
        Field.BANK: (
            "质权人", "质权人名称", "债权人", "贷款银行", "银行", "银行名称", "金融机构",
            "pledgee", "bank",
        ),
        Field.DISTRICT: (
            "区县", "县区", "县市区", "区", "所属区县", "所属县区", "所在区县", "所在区", "辖区",
            "所属区", "所属辖区", "行政区划", "行政区", "地区", "district",
        ),
        Field.ADDRESS: (
            "地址", "出质人地址", "注册地址", "企业地址", "住所", "住所地", "address",
        ),
        Field.INDUSTRY: ("行业", "所属行业", "行业类别", "产业", "所属产业", "industry"),
        Field.KIND: (
            "质押标的类型", "知识产权类型", "权利类型", "专利类型", "质押类型", "质押物类型",
            "标的类型", "类型", "类别", "种类", "kind", "ipkind",
        ),
        Field.RIGHTS: (
            "专利号", "质押专利号", "专利号码", "出质专利号", "出质专利", "质押专利", "申请号",
            "专利号申请号", "patentnumber", "patents",
        ),
    }
)  # fmt: skip
KINDS: Final[Mapping[str, RightKind]] = MappingProxyType(
    {
        "发明": RightKind.INVENTION,
        "发明专利": RightKind.INVENTION,
        "实用新型": RightKind.UTILITY_MODEL,
        "实用新型专利": RightKind.UTILITY_MODEL,
        "外观设计": RightKind.DESIGN,
        "外观设计专利": RightKind.DESIGN,
        "外观": RightKind.DESIGN,
        "商标": RightKind.TRADEMARK,
        "商标权": RightKind.TRADEMARK,
        "注册商标": RightKind.TRADEMARK,
        "著作权": RightKind.COPYRIGHT,
        "版权": RightKind.COPYRIGHT,
        "软件著作权": RightKind.SOFTWARE_COPYRIGHT,
        "计算机软件著作权": RightKind.SOFTWARE_COPYRIGHT,
        "集成电路布图设计": RightKind.LAYOUT_DESIGN,
        "集成电路布图设计专有权": RightKind.LAYOUT_DESIGN,
        "地理标志": RightKind.GEOGRAPHICAL_INDICATION,
        "植物新品种": RightKind.PLANT_VARIETY,
        "植物新品种权": RightKind.PLANT_VARIETY,
        "商业秘密": RightKind.TRADE_SECRET,
        "数据": RightKind.DATA,
        "数据知识产权": RightKind.DATA,
        **{str(one): one for one in RightKind},
    }
)


def field_of(name: str) -> Field | None:
    """The field of a plain heading (without spaces, brackets and unit)."""
    return _BY_NAME.get(name)


def rank_of(name: str) -> int:
    """How early a name stands in its field's list."""
    return NAMES[_BY_NAME[name]].index(name)


_BY_NAME: Final = MappingProxyType({name: one for one, names in NAMES.items() for name in names})
if len(_BY_NAME) != sum(len(names) for names in NAMES.values()):
    raise AssertionError("a column name means two things")
