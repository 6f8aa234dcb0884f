"""Words and tables that the commands about loans print."""

from rich.table import Table

from zhidai.cli.output import language
from zhidai.wording.speech import translate

_NUMBERS = frozenset(
    {
        "No.",
        "Days",
        "Interest",
        "Paid",
        "Amount",
        "Total so far",
        "Principal",
        "Unpaid",
        "Penalty",
        "Compound",
    }
)


def word(message: str) -> str:
    """A word of a closed list, told apart by its kind: `class: loss`; English shows it plainly."""
    return (
        translate(message, language())
        .removeprefix(f"{message.partition(': ')[0]}: ")
        .replace("_", " ")
    )


def table(*columns: str) -> Table:
    """A table with these columns, numbers to the right."""
    made = Table()
    for column in columns:
        made.add_column(
            translate(column, language()),
            justify="right" if column in _NUMBERS else "left",
            no_wrap=column != "What",
        )
    return made
