"""How much of what waits a workbench tells one by one: a first part, and where the rest is."""

from django.utils.translation import gettext as _

from zhidai.web.shared.components import Text, ToDo

MOST_SHOWN = 20  # of each kind


def and_more(count: int, *, title: Text, url: str) -> list[ToDo]:
    """The rest of so many things as one line with the address of their list; none, none."""
    hint = and_how_many_more(count, shown=MOST_SHOWN)
    return [ToDo(title=title, url=url, hint=hint)] if hint else []


def and_how_many_more(count: int, *, shown: int) -> str:
    """How many are left of so many where the first are shown; empty where none are."""
    left = count - shown
    if left <= 0:
        return ""
    return _("{count} more; these are the first {shown}.").format(count=left, shown=shown)
