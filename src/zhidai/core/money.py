"""Money: yuan as Decimal, fen as whole numbers, every rounding named.

Full precision between steps, whole fen at rest. `half_up_to_fen` is for what is charged,
`down_to_fen` for what has a ceiling; a sum that several parties share is split by
`split_exactly`, so that the shares always add up to the sum.
"""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.numerals import ENGLISH_SCALES, normalise, parse_number

FEN = Decimal("0.01")
LARGEST_YUAN = Decimal(10) ** 15  # far above any book; its fen still fit a 64-bit integer

_CURRENCY_BEFORE = re.compile(r"^(人民币|RMB|CNY|[¥￥])", re.IGNORECASE)
_PRINTED = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]{2}")
_WITH_YUAN = re.compile(r".+(?:元|圆)(?:整|正)?")
_WITH_JIAO_AND_FEN = re.compile(
    r"(?:(?P<yuan>.+?)(?:元|圆)零?)??(?:(?P<jiao>[^元圆角分零])角(?:整|正)?)?(?:零?(?P<fen>[^元圆角分零])分)?"
)
_COUNTED = re.compile(r".*[万萬亿億]")
_IN_ENGLISH = re.compile(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<scale>thousand|million|billion)?\s*"
    r"(?P<unit>yuan|RMB|CNY)?",
    re.IGNORECASE,
)
_ZERO_TO_NINE = "零壹贰叁肆伍陆柒捌玖"


def parse_yuan(text: object) -> Decimal:
    """Yuan from text: 1000万元, 伍仟万元, 1,000.50元, 人民币壹佰万元整, 3 million, "10000000.00".

    A number alone is taken as yuan only with exactly two decimals, the forms this platform
    prints (1200000.00, 1,200,000.00); "300" could be 300 yuan or 300万 and is refused
    (`money_without_unit`). Floats and bare numbers, negative amounts and fractions of a fen are
    bad input.
    """
    if not isinstance(text, str):
        raise bad_input("money_not_text", text=str(text)[:40])
    if not text.strip():
        raise bad_input("money_missing")
    value = _read(text)
    if value is None:
        raise bad_input("money_unreadable", text=text.strip()[:40])
    if value < 0:
        raise bad_input("money_negative", text=text.strip())
    if value > LARGEST_YUAN:
        raise bad_input("money_too_large", text=text.strip())
    if value % FEN:
        raise bad_input("money_not_whole_fen", text=text.strip())
    return value.quantize(FEN)


def _read(text: str) -> Decimal | None:
    bare = _CURRENCY_BEFORE.sub("", normalise(text))
    if _PRINTED.fullmatch(bare):
        return _number(bare)
    if _WITH_YUAN.fullmatch(bare):
        return _number(_without_currency(text))
    if bare.endswith(("角", "角整", "角正", "分")):
        return _jiao_and_fen(bare)
    if (worth := _in_english(text)) is not None:
        return worth
    value = _number(_without_currency(text))
    if value is not None and value % FEN == 0 and not _COUNTED.fullmatch(bare):
        raise bad_input("money_without_unit", text=text.strip())
    return value


def _without_currency(text: str) -> str:
    """The number with the user's own spaces, so that "5 10元" is not read as 510."""
    return re.sub(r"\s*[元圆]\s*[整正]?\s*$", "", _CURRENCY_BEFORE.sub("", text.strip()))


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text, allow_negative=True)
    except BadInput:
        return None


def _in_english(text: str) -> Decimal | None:
    """3 million yuan, 4.5 million, 80,000 yuan; None without a word for the scale or the unit."""
    found = _IN_ENGLISH.fullmatch(_CURRENCY_BEFORE.sub("", text.strip()).strip())
    if found is None or not (found["scale"] or found["unit"]):
        return None
    number = _number(found["number"])
    return None if number is None else number * ENGLISH_SCALES[(found["scale"] or "").lower()]


def _jiao_and_fen(bare: str) -> Decimal | None:
    found = _WITH_JIAO_AND_FEN.fullmatch(bare)
    if found is None:
        return None
    parts = [_number(found[name] or "0") for name in ("yuan", "jiao", "fen")]
    yuan, jiao, fen = parts
    if yuan is None or jiao is None or fen is None or jiao > 9 or fen > 9:
        return None
    return yuan + jiao / 10 + fen / 100


def to_fen(yuan: Decimal) -> int:
    """Whole fen for the database; bad input if `yuan` is not whole fen. Never rounds."""
    fen = yuan * 100
    if not yuan.is_finite() or fen != fen.to_integral_value():
        raise bad_input("money_not_whole_fen", text=str(yuan))
    return int(fen)


def from_fen(fen: int) -> Decimal:
    """Yuan with two decimals from whole fen."""
    return Decimal(fen).scaleb(-2)


def half_up_to_fen(yuan: Decimal) -> Decimal:
    """Rounds to the nearest fen, half a fen up: interest charged, fees, taxes, shares shown."""
    return yuan.quantize(FEN, rounding=ROUND_HALF_UP)


def down_to_fen(yuan: Decimal) -> Decimal:
    """Cuts to whole fen: subsidies and everything else that has a ceiling (最高, 不超过).

    A ceiling is never exceeded by rounding, not even by half a fen.
    """
    return yuan.quantize(FEN, rounding=ROUND_DOWN)


def split_exactly(total_yuan: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Splits whole fen by shares (fractions that sum to 1); the parts sum to the total exactly.

    Largest remainder: everyone gets the whole fen of `total x share`, the fen left over go one
    each to the largest remainders; ties to the party named earlier. Bad input if the shares are
    negative or do not sum to 1, or the total is negative or not whole fen.
    """
    total_fen = to_fen(total_yuan)
    if total_fen < 0:
        raise bad_input("money_negative", text=str(total_yuan))
    if sum(shares.values()) != 1 or any(share < 0 for share in shares.values()):
        raise bad_input("money_shares_not_one", total=str(sum(shares.values())))
    exact = {name: total_fen * share for name, share in shares.items()}
    whole = {name: int(part) for name, part in exact.items()}
    left_over = total_fen - sum(whole.values())
    by_remainder = sorted(exact, key=lambda name: whole[name] - exact[name])  # sorted is stable
    for name in by_remainder[:left_over]:
        whole[name] += 1
    return {name: from_fen(fen) for name, fen in whole.items()}


def format_yuan(yuan: Decimal) -> str:
    """The form used in JSON and CSV: "10000000.00". Never rounds; whole fen only."""
    return f"{from_fen(to_fen(yuan)):.2f}"


def in_ten_thousands(yuan: Decimal) -> str:
    """The echo beside an amount: 10000000 is "1000万元", 1234.50 is "0.12345万元"."""
    ten_thousands = f"{from_fen(to_fen(yuan)) / 10000:f}"
    if "." in ten_thousands:
        ten_thousands = ten_thousands.rstrip("0").rstrip(".")
    return f"{ten_thousands}万元"


def in_words(yuan: Decimal) -> str:
    """The amount in banker's characters (大写金额), as on contracts: 人民币壹佰万元整.

    Source: 支付结算办法 (PBOC, 1997), annex 1: 整 after 元, none after 分; empty places
    inside the number are one 零.
    """
    fen = to_fen(yuan)
    if not 0 <= fen <= LARGEST_YUAN * 100:
        raise bad_input("money_too_large" if fen > 0 else "money_negative", text=str(yuan))
    whole, rest = divmod(fen, 100)
    jiao, single_fen = divmod(rest, 10)
    words = f"{_whole_in_words(whole)}元" if whole or not rest else ""
    if not rest:
        return f"人民币{words}整"
    if jiao:
        words += f"{_ZERO_TO_NINE[jiao]}角"
    elif whole:
        words += "零"
    return f"人民币{words}" + (f"{_ZERO_TO_NINE[single_fen]}分" if single_fen else "")


def _whole_in_words(number: int) -> str:
    """A whole number in banker's characters, in groups of four digits: 亿, 万, ones."""
    if number < 10**4:
        return _four_digits(number) or "零"
    unit, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    head, tail = divmod(number, unit)
    words = f"{_whole_in_words(head)}{name}"
    if not tail:
        return words
    gap = "零" if tail < unit // 10 else ""
    return f"{words}{gap}{_whole_in_words(tail)}"


def _four_digits(number: int) -> str:
    words = ""
    for power, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // power % 10
        if digit:
            words += f"{_ZERO_TO_NINE[digit]}{name}"
        elif words and number % power and not words.endswith("零"):
            words += "零"
    return words
