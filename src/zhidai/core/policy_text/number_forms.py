"""How numbers are written in plans: numerals, units, dates, and words that only seem to count."""

import re
from decimal import Decimal

from zhidai.core.policy.quantity import Unit

# Words in which a numeral counts nothing. Whatever is not here is a number that wants a reason.
_WORD_LIST = (
    "同一 统一 唯一 单一 逐一 一一 某一 任一 每一 另一方 任何一方 第三方 进一步 一定 一并 "
    "一致 一般 一律 一起 一旦 一体 一系列 一次性 一站式 一揽子 一对一 一线 一流 一批 一些 "
    "一样 一直 一切 一同 一经 一手 一边 一方面 一贯 一概 一带一路 之一 十分 万一 万众 "
    "二维码 三农 四舍五入 第一时间 一视同仁 不一 一时 一是 二是 三是 四是 五是 六是 "
    "千方百计 百强 万物 一票否决 一企一策 一事一议 一户一策 一家亲 举一反三 一如既往 "
    "上一年度 下一年度 上一年 下一年 上一季度 一目了然 唯一性 一网通办 同一性 专一 合一 "
    "划一 归一 如一 一心 "
)

_CHINESE = "零〇一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖十拾"
_SCALES = "十拾百佰千仟万萬亿億"
BANKERS = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾零〇")  # 陆续, 队伍, 零售: alone they are words
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
_NUMERAL = (
    rf"(?=[0-9])(?:(?:{_ARABIC})[{_SCALES}]+)*(?:{_ARABIC})?|[{_CHINESE}][{_CHINESE}{_SCALES}]*(?:[点點][{_CHINESE}]+)?"
    rf"|(?<![(:])[{_SCALES}]+(?=元)"  # 千万元; (万元) only names the unit of a column
)

ONE = Decimal(1)
_PER_CENT = Decimal("0.01")
_PER_MILLE = Decimal("0.001")
_PER_YEAR = ("/年", "每年", "/每年", "(年)", "(年化)", "/a", "p.a.")
UNITS: dict[str, tuple[Unit | None, Decimal, str]] = {
    **dict.fromkeys(("元人民币", "元整", "圆整", "元", "圆"), (Unit.YUAN, ONE, "")),
    **{f"%{each}": (Unit.RATE, _PER_CENT, "") for each in _PER_YEAR},
    **{f"‰{each}": (Unit.RATE, _PER_MILLE, "") for each in _PER_YEAR},
    **{f"%/{each}": (None, _PER_CENT, f"ratio/{each}") for each in ("月", "天", "日", "季")},
    "%": (Unit.RATIO, _PER_CENT, ""),
    "‰": (Unit.RATIO, _PER_MILLE, ""),
    "成": (Unit.RATIO, Decimal("0.1"), ""),
    **dict.fromkeys(("个基点", "基点", "个bp", "bps", "bp"), (Unit.BASIS_POINTS, ONE, "")),
    **dict.fromkeys(("个百分点", "百分点"), (Unit.BASIS_POINTS, Decimal(100), "")),
    **dict.fromkeys(("个自然日", "自然日", "天", "日"), (Unit.DAYS, ONE, "")),
    **dict.fromkeys(("个工作日", "工作日"), (Unit.WORKING_DAYS, ONE, "")),
    **dict.fromkeys(("个月", "個月"), (Unit.MONTHS, ONE, "")),
    **dict.fromkeys(("周年", "年"), (Unit.YEARS, ONE, "")),
    **dict.fromkeys(("人", "名", "位"), (Unit.PERSONS, ONE, "")),
    **dict.fromkeys(("个亿元", "个亿"), (Unit.YUAN, Decimal(10**8), "")),
    "倍": (Unit.TIMES, ONE, ""),
    "分": (Unit.POINTS, ONE, ""),
    **{word: (Unit.COUNT, ONE, word) for word in "件家个项份次笔户"},
    **{word: (None, ONE, word) for word in ("美元", "港元", "港币", "欧元", "日元", "英镑")},
    **{word: (None, ONE, word) for word in ("人次", "平方米", "亩", "小时", "个交易日", "季度")},
    **dict.fromkeys(("个会计年度", "个年度", "年度"), (None, ONE, "年度")),  # no span of days
    **{word: (None, ONE, word) for word in ("个季度", "月", "周", "级", "分钟", "号")},
}
_UNIT = "|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True))
NOT_POINTS = re.compile(r"分(?:担|别|之|公司|支|行|期|摊|级|类|步|批|享|管|离|布|析|散|工|配)")
CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!期)")
_DAY = r"[0-9一二三四五六七八九十]{1,3}"
_YEAR = r"(?:19|20)[0-9]{2}|[一二][零〇一二三四五六七八九]{3}"
DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:年(?P<month>{_DAY})月(?:(?P<day>{_DAY})[日号])?"
    rf"|(?P<sign>[-—./])(?P<month2>[01]?[0-9])(?P=sign)(?P<day2>[0-3]?[0-9])(?![0-9]))"
    rf"|(?P<month3>{_DAY})月(?P<day3>{_DAY})[日号]"
)
DOCUMENT = re.compile(r"\((?P<year>(?:19|20)[0-9]{2})\)第?(?P<number>[0-9]{1,6})号")
TELEPHONE = re.compile(
    r"\(?0[0-9]{2,3}\)?[-—]?[0-9]{7,8}(?:[-—][0-9]{1,6})?(?![0-9])|1[3-9][0-9]{9}(?![0-9])|[0-9]{7,}(?=[,。]|$)"
)
ORDINAL = re.compile(rf"第(?P<number>[0-9]+|[{_CHINESE}百千]+)(?P<what>[条章节款项次批期届季])?")
PER_HUNDRED = re.compile(
    rf"(?P<base>百|千|万)分之(?P<number>{_NUMERAL})(?P<year>/年|每年|\(年化?\))?"
)
FRACTION = re.compile(
    rf"(?P<below>{_NUMERAL})分之(?P<above>{_NUMERAL})|一半|半数"
    r"|(?<![0-9./-])(?P<n>[1-9])/(?P<d>[2-9])(?![0-9./年月日-])"  # 1/3; no date, no list of grades
)
HALF = re.compile(r"半(?P<unit>年|个月|个百分点|百分点|成(?!品)|倍)")
QUANTITY = re.compile(rf"(?P<numeral>{_NUMERAL})(?P<unit>{_UNIT})?", re.IGNORECASE)
_NO_HALF = "(?!数|价|额|径|年|个|导体|成品)"  # 一年半价, 三家半导体企业
AND_A_HALF = re.compile(  # 一年半, 一倍半, 一个半月; and 两天半, 三件半, which nobody counts
    rf"(?P<unit>周?年|倍|成)半{_NO_HALF}|个半(?P<behind>月|百分点|亿元?)"
    rf"|(?P<open>{_UNIT})半(?=$|[^\u4e00-\u9fff]|以[上下内]|及以|之?内)"
)
YEARS_AND = re.compile(  # 一年零六个月; a month has no fixed number of days: 三个月零十天 is open
    rf"(?P<years>{_NUMERAL})周?年[零又]?(?P<months>{_NUMERAL})[个個]月"
    rf"|(?:{_NUMERAL})(?:[个個]月|周?年)[零又](?:{_NUMERAL})个?(?:自然日|工作日|天|日)"
)
_SPLIT_WORDS = {  # where another word ends or begins inside: 半年以上一年以下, 十分之一
    **{word: f"(?<!以){word}" for word in ("上一年度", "下一年度", "上一年", "下一年", "上一季度")},
    "十分": "十分(?!之)",
    "之一": "(?<!分)之一",
}
LEXICAL = re.compile(
    "|".join(
        _SPLIT_WORDS.get(word, word) for word in sorted(_WORD_LIST.split(), key=len, reverse=True)
    )
)
BASES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
START = re.compile(rf"[0-9{_CHINESE}{_SCALES}第(半]")
