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

# The headings of commercial exports beside our own names. Compared without spaces, full-width forms
# and capitals (`headings`).
ALIASES: dict[str, tuple[str, ...]] = {
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
RANKED = frozenset(
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
# Of filings as the finder of twins reads them; in a book `inventors` is a count.
INVENTOR_NAMES = ("inventor_names", "inventors", "发明人", "发明（设计）人", "发明(设计)人")
ABSTRACTS = ("abstract", "摘要")
KINDS = {
    "invention": (
        "invention",
        "发明",
        "发明专利",
        "发明授权",
        "授权发明",
        "发明申请",
        "发明公开",
        "发明专利申请",
        "pct发明",
        "1",
        "8",
    ),
    "utility_model": (
        "utility_model",
        "utility model",
        "实用新型",
        "实用新型专利",
        "新型",
        "pct实用新型",
        "2",
        "9",
    ),
    "design": ("design", "外观设计", "外观设计专利", "外观", "外观专利", "3"),
}
OWNERS = {
    "enterprise": ("enterprise", "企业", "公司", "工矿企业"),
    "university": ("university", "大专院校", "高校", "院校", "院校/研究所"),
    "institute": ("institute", "科研单位", "科研院所", "研究机构"),
    "individual": ("individual", "个人"),
}
# Industries of the shipped royalties by their Chinese names; a bank's own parameters may use any.
INDUSTRIES = {
    "petrochemical": ("石化", "石油化工"),
    "consumer": ("消费品", "日用消费品"),
    "machinery": ("机械", "机械制造", "装备制造"),
    "chemical": ("化工", "化学", "化学工业"),
    "pharmaceutical": ("制药", "医药", "医药制造"),
    "electrical": ("电气", "电器", "电气机械"),
    "instruments": ("仪器", "仪器仪表", "精密仪器"),
    "automotive": ("汽车", "汽车制造"),
    "electronics": ("电子", "光学及电子", "电子信息"),
    "software": ("软件", "软件和信息技术"),
}
# What programs write where there is nothing.
BLANKS = ("-", "--", "—", "——", "/", "n/a", "#n/a", "nan", "null", "none", "无")
# Status words that hold one of ENDED and mean that a patent goes on.
NOT_ENDED = (
    "部分无效",
    "无效程序",
    "无效宣告程序",
    "无效宣告请求",
    "维持有效",
    "suspended",
    "extended",
    "amended",
)
ENDED = (
    "失效",
    "终止",
    "无效",
    "届满",
    "放弃",
    "撤回",
    "撤销",
    "驳回",
    "未缴年费",
    "lapsed",
    "expired",
    "invalid",
    "ended",
)
