"""The columns of a list of patents, and what commercial exports, offices and appraisers call them.

A book for machines is read by the exact names of `ALIASES`; a list that a person keeps by
`meaning_of`, which sees through brackets, spaces and units: 专利（申请）号 is a number.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zhidai.core.ledger.headings import take_apart

NUMBER, KIND, FILED = "patent_number", "kind", "filing_date"
DAYS = ("filing_date", "grant_date", "expiry_date", "lapse_date", "fee_paid_until")
TEXTS = ("title", "main_ipc", "owner_name", "owner_type", "legal_status", "industry")
COUNTS = (
    "domestic",
    "applicants",
    "inventors",
    "claims",
    "independent_claims",
    "first_claim_chars",
    "pages",
    "family_size",
    "family_offices",
    "forward_citations",
    "forward_citations_5y",
    "backward_citations",
    "npl_citations",
    "ipc_subclasses",
    "licences",
    "transfers",
    "pledges",
    "litigations",
    "invalidations_survived",
)
MONEY = ("attributable_revenue",)
RATES = ("revenue_growth", "royalty_rate", "margin")
IS_APPLICATION = "is_application"  # 1: not a patent yet; as a book that was read is kept
COLUMNS = (NUMBER, KIND, *DAYS, *TEXTS, *COUNTS, *MONEY, *RATES, IS_APPLICATION)

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    NUMBER: ("application_number", "申请号", "专利号", "专利申请号"),
    KIND: ("patent_type", "专利类型", "专利种类"),
    "title": (
        "标题",
        "名称",
        "专利名称",
        "发明名称",
        "标题(中文)",
        "标题(译)(简体中文)",
    ),
    "main_ipc": ("主分类号", "IPC主分类", "IPC主分类号", "IPC分类号", "IPC"),
    "filing_date": ("application_date", "申请日", "申请日期"),
    "grant_date": ("授权公告日", "授权日", "授权日期"),
    "expiry_date": ("届满日", "到期日", "预估到期日"),
    "lapse_date": ("失效日", "失效日期", "终止日"),
    "owner_name": (
        "当前权利人",
        "当前专利权人",
        "[标]当前申请(专利权)人",
        "当前申请(专利权)人",
        "专利权人",
        "权利人",
        "标准化申请人",
        "申请(专利权)人",
        "申请人",
        "[标]原始申请(专利权)人",
    ),
    "owner_type": (
        "权利人类型",
        "[标]当前申请(专利权)人类型",
        "当前申请(专利权)人类型",
        "申请人类型",
        "[标]原始申请(专利权)人类型",
    ),
    "domestic": ("国内", "是否国内", "申请人国别代码", "申请人国别"),
    "applicants": ("权利人数量", "当前申请(专利权)人数量", "申请人数量"),
    "inventors": ("发明人数量", "发明(设计)人数量"),
    "claims": ("权利要求数量", "权利要求数"),
    "independent_claims": ("独立权利要求数量", "独立权利要求数"),
    "first_claim_chars": ("首权字数", "首项权利要求字数"),
    "pages": ("文献页数", "页数", "说明书页数"),
    "family_size": (
        "简单同族个数",
        "简单同族数量",
        "简单同族成员数量",
        "简单同族专利申请数量",
        "简单同族",
        "同族数量",
    ),
    "family_offices": ("同族国家数量", "布局国家数", "简单同族国家/地区数量"),
    "forward_citations": ("被引证次数", "被引用次数", "被引用专利数量"),
    "forward_citations_5y": (
        "5年内被引证次数",
        "五年被引证次数",
        "5年内被引用次数",
        "5年内被引用数量",
    ),
    "backward_citations": ("引证次数", "引用次数", "引用专利数量"),
    "npl_citations": ("非专利引证次数", "引用非专利文献数量"),
    "ipc_subclasses": ("IPC小类数量",),
    "licences": ("许可次数",),
    "transfers": ("转让次数",),
    "pledges": ("质押次数", "质押数"),
    "litigations": ("诉讼次数", "诉讼案件数"),
    "invalidations_survived": ("无效维持次数",),
    "legal_status": (
        "专利有效性",
        "简单法律状态",
        "当前法律状态",
        "法律状态",
        "法律状态/事件",
    ),
    "fee_paid_until": ("年费缴至", "年费已缴至"),
    "industry": ("行业", "所属行业"),
    "attributable_revenue": ("专利产品收入", "归属收入"),
    "revenue_growth": ("收入增长率",),
    "royalty_rate": ("提成率", "许可费率", "分成率"),
    "margin": ("利润率",),
}
# An export may have several of these, each another thing: the first named above is taken.
RANKED: Final = frozenset(
    {
        "title",
        "main_ipc",
        "grant_date",
        "owner_name",
        "owner_type",
        "domestic",
        "applicants",
        "pages",
        "family_size",
        "legal_status",
    }
)
# Names that say enough at the head of a person's list, but not in a book with a hundred columns.
_OF_LISTS: Final[dict[str, tuple[str, ...]]] = {
    NUMBER: ("专利号码", "专利编号", "专利申请号码", "专利号申请号", "申请号专利号", "number"),
    KIND: ("专利类别", "类型", "类别", "种类", "type"),
    "title": ("专利标题", "题目"),
    "filing_date": ("申请时间", "专利申请日", "专利申请日期", "filed_on"),
    "grant_date": ("授权公告日期", "授权时间", "专利授权日", "专利授权日期", "granted_on"),
    "expiry_date": ("届满日期", "专利到期日", "有效期至"),
    "lapse_date": ("终止日期", "失效公告日", "终止公告日", "lapse_gazetted_on"),
    "owner_name": ("专利权人名称", "权利人名称", "所有人", "当前权利人名称"),
    "claims": ("权利要求项数", "权利要求个数"),
    "family_size": ("同族专利数量", "同族数量", "简单同族个数"),
    "forward_citations": ("被引用专利数量", "被引证数量", "被引用数量"),
    "backward_citations": ("引用专利数量", "引证数量"),
    "legal_status": ("专利状态", "状态"),
    "fee_paid_until": ("年费缴纳至",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a heading was found to mean. rank: of two headings for one column the lower counts."""

    column: str
    unit: str
    rank: int


def meaning_of(heading: str) -> Meaning | None:
    """The column that a heading of a person's list means; None if it is not known."""
    plain = take_apart(heading)
    found = _BY_NAME.get(plain.name)
    return None if found is None else Meaning(column=found[0], unit=plain.unit, rank=found[1])


def _by_name() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for column in COLUMNS:
        known = (column, *ALIASES.get(column, ()), *_OF_LISTS.get(column, ()))
        for rank, name in enumerate(known):
            found.setdefault(take_apart(name).name, (column, rank))
    return found


_BY_NAME: Final = MappingProxyType(_by_name())
