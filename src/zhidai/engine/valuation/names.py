"""The words in the cells of a book of patents, and the columns that only filings have."""

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
# Kinds of which a row is an application's until a grant is named.
APPLICATIONS = ("发明申请", "发明公开", "发明专利申请")
OWNERS = {
    "enterprise": ("enterprise", "企业", "公司", "工矿企业"),
    "university": ("university", "大专院校", "高校", "院校", "院校/研究所"),
    "institute": ("institute", "科研单位", "科研院所", "研究机构"),
    "individual": ("individual", "个人"),
}
# What programs write where there is nothing.
BLANKS = ("-", "--", "—", "——", "/", "n/a", "nan", "null", "none", "无")
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
# Status words of an application under way; a history of events may hold them beside a grant.
PENDING = ("审中", "在审", "实质审查", "实审", "审查中", "公开", "pending", "application")
GRANTED = ("授权", "有效", "专利权", "granted", "in force")
