"""The columns of a book of patents by their names, and the words that stand in them."""

from zhidai.core.registers.patent_columns import ALIASES as ALIASES
from zhidai.core.registers.patent_columns import COLUMNS as COLUMNS
from zhidai.core.registers.patent_columns import COUNTS as COUNTS
from zhidai.core.registers.patent_columns import DAYS as DAYS
from zhidai.core.registers.patent_columns import FILED as FILED
from zhidai.core.registers.patent_columns import KIND as KIND
from zhidai.core.registers.patent_columns import MONEY as MONEY
from zhidai.core.registers.patent_columns import NUMBER as NUMBER
from zhidai.core.registers.patent_columns import RATES as RATES
from zhidai.core.registers.patent_columns import TEXTS as TEXTS

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
