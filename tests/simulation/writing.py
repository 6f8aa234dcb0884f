"""Amounts of the model as a user writes them."""


def yuan(fen: int) -> str:
    """123456 is 1234.56元."""
    return f"{fen // 100}.{fen % 100:02d}元"


def fen(text: str) -> int:
    """1234.56 is 123456; text as the services answer it."""
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part or 0)
