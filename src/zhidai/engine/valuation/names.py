"""The columns of a book of patents, and what commercial exports call them."""

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
COLUMNS = (NUMBER, KIND, *DAYS, *TEXTS, *COUNTS, *MONEY, *RATES)

ALIASES: dict[str, tuple[str, ...]] = {
    NUMBER: ("application_number", "申请号", "专利号", "专利申请号"),
    KIND: ("patent_type", "专利类型", "专利种类"),
    "title": ("标题", "名称", "专利名称", "发明名称"),
    "main_ipc": ("主分类号", "IPC主分类", "IPC主分类号"),
    "filing_date": ("application_date", "申请日", "申请日期"),
    "grant_date": ("授权日", "授权日期", "授权公告日"),
    "expiry_date": ("届满日", "到期日", "预估到期日"),
    "lapse_date": ("失效日", "失效日期", "终止日"),
    "owner_name": ("权利人", "专利权人", "当前权利人", "申请人", "当前申请(专利权)人"),
    "owner_type": ("权利人类型", "申请人类型"),
    "domestic": ("国内", "是否国内"),
    "applicants": ("申请人数量", "权利人数量"),
    "inventors": ("发明人数量",),
    "claims": ("权利要求数量", "权利要求数"),
    "independent_claims": ("独立权利要求数量",),
    "first_claim_chars": ("首权字数", "首项权利要求字数"),
    "pages": ("页数", "文献页数", "说明书页数"),
    "family_size": ("简单同族", "简单同族数量", "简单同族成员数量"),
    "family_offices": ("同族国家数量", "布局国家数"),
    "forward_citations": ("被引证次数", "被引用次数"),
    "forward_citations_5y": ("5年内被引证次数", "五年被引证次数"),
    "backward_citations": ("引证次数", "引用次数"),
    "npl_citations": ("非专利引证次数", "引用非专利文献数量"),
    "ipc_subclasses": ("IPC小类数量",),
    "licences": ("许可次数",),
    "transfers": ("转让次数",),
    "pledges": ("质押次数", "质押数"),
    "litigations": ("诉讼次数",),
    "invalidations_survived": ("无效维持次数",),
    "legal_status": ("法律状态", "当前法律状态"),
    "fee_paid_until": ("年费缴至", "年费已缴至"),
    "industry": ("行业", "所属行业"),
    "attributable_revenue": ("专利产品收入", "归属收入"),
    "revenue_growth": ("收入增长率",),
    "royalty_rate": ("提成率", "许可费率", "分成率"),
    "margin": ("利润率",),
}
# Of filings as the finder of twins reads them; in a book `inventors` is a count.
INVENTOR_NAMES = ("inventor_names", "inventors", "发明人", "发明（设计）人", "发明(设计)人")
ABSTRACTS = ("abstract", "摘要")
KINDS = {
    "invention": ("invention", "发明", "发明专利", "发明授权", "1", "8"),
    "utility_model": ("utility_model", "实用新型", "实用新型专利", "2", "9"),
    "design": ("design", "外观设计", "外观设计专利", "3"),
}
OWNERS = {
    "enterprise": ("enterprise", "企业", "公司"),
    "university": ("university", "大专院校", "高校", "院校"),
    "institute": ("institute", "科研单位", "科研院所", "研究机构"),
    "individual": ("individual", "个人"),
}
ENDED = (
    "失效",
    "终止",
    "无效",
    "届满",
    "放弃",
    "撤回",
    "驳回",
    "lapsed",
    "expired",
    "invalid",
    "ended",
)
