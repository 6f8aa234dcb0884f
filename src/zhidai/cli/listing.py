"""The commands of `zhidai` as `zhidai --help` lists them, without loading any.

Loading all takes seconds; a test holds each line against what the command says of itself.
"""

from types import MappingProxyType

import typer

LISTED = MappingProxyType(
    {
        "assess": "Assess a case under a scheme on a day. 按方案评估一笔申请。",
        "schema": "Print the JSON Schema of an input or output. 输出 JSON Schema。",
        "demo": "Prepare the demonstration city and serve it on this machine. 准备并启动演示城市。",
        "serve": "Serve the platform on this machine. 启动平台服务。",
        "migrate": "Bring the database to this version. 升级数据库。",
        "sweep": "Do the daily work of a day, today unless another is given. 执行每日工作。",
        "warnings": "List early warnings; exit code 1 if one of them is past its day. "
        "列出风险预警。",
        "anomalies": "Search for anomalies; exit code 1 if any is open. 异常排查。",
        "npl": "The plan's NPL ratio on a day; exit code 1 if the whole is above the line. "
        "项目不良率。",
        "screen": "Hold a register against schemes: who is eligible, who not, what is "
        "missing. 筛选名册。",
        "stats": "Count figures from facts: by period, district, bank, industry, kind "
        "of right. 统计数据。",
        "bulletin": "Write a quarter's bulletin: text, tables and charts with their "
        "queries. 编制季报。",
        "patents": "Lists of patents. 专利清单。",
        "scheme": "Financing schemes. 融资方案。",
        "loan": "Loans. 贷款。",
        "audit": "Check the records. 核对留痕。",
        "journal": "The books. 账簿。",
        "filing": "Monthly project filings. 月度备案。",
        "breaches": "Integrity register. 诚信备案名单。",
        "book": "A whole book of loans. 整本贷款台账。",
        "value": "The value of patents. 专利估值。",
        "ledger": "A party's own file: loans, registrations. 自己的台账。",
        "party": "Parties and their people. 参与方与人员。",
    }
)


def list_commands(root: typer.Typer) -> None:
    """Adds each by its name and its line."""
    for word, line in LISTED.items():
        root.command(word, help=line)(_listed)


def _listed() -> None:
    """Is listed only: nothing calls it."""
