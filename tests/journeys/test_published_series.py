"""A bureau loads a series of the province, is refused a misleading one first, and compares."""

from tests.journeys.conftest import Meet

HEADS = "序列,指标,统计范围,来源,期间,数值,统计内容,口径变化"
OF_PROVINCE = "全省发放额,贷款发放额,江西省,省金融监管局"
SOUND = f"{HEADS}\n{OF_PROVINCE},2020Q4,58亿元,专利,\n{OF_PROVINCE},2021Q1,61亿元,专利和商标,"
LIST = "/zh-hans/statistics/published/"


def test_a_series_is_loaded_by_the_bureau_and_seen_by_the_bank(meet: Meet) -> None:
    bureau = meet("bureau")
    bureau.goes_to("/zh-hans/statistics/")
    bureau.follows("全部公开数据序列")
    bureau.attaches_file("序列文件", "全省.csv", SOUND.encode())
    bureau.presses("查看文件内容")
    bureau.sees("有问题需要更正", "自 2021Q1 起", "请在 break（口径变化）列写明变化内容")

    bureau.attaches_file("序列文件", "全省.csv", f"{SOUND}并入商标".encode())
    bureau.presses("查看文件内容")
    bureau.sees("读取到 1 个序列，尚未载入。", "口径变化：并入商标")
    bureau.presses("载入")
    bureau.sees("已载入，序列现可与本方数据对照。")

    bureau.follows("全省发放额")
    bureau.sees("口径变化：自2021年第一季度起并入商标。", "来源：省金融监管局", "5,800,000,000.00")

    bank = meet("bank")
    bank.goes_to(LIST)
    bank.follows("全省发放额")
    bank.sees("5,800,000,000.00")
