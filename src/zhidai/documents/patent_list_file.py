"""A patent list beside a ledger: each row checked, the good ones by their number."""

from types import MappingProxyType

from zhidai.core.ledger.report import PatentList, PatentReject
from zhidai.core.registers.patent_list import ListedPatent, check_row, listed_twice
from zhidai.documents.patent_rows import patent_rows
from zhidai.documents.tables import Table


def patent_list(table: Table, *, name: str) -> PatentList:
    """The list of a table. Bad input: `patent_list_without_numbers`, `patent_list_column_twice`."""
    patents: dict[str, ListedPatent] = {}
    rows: dict[str, int] = {}
    rejected: list[PatentReject] = []
    for row, written in patent_rows(table, name=name):
        found = check_row(written)
        if isinstance(found, ListedPatent) and str(found.number) in patents:
            found = (listed_twice(found.number, rows[str(found.number)]),)
        if isinstance(found, ListedPatent):
            patents[str(found.number)] = found
            rows[str(found.number)] = row
        else:
            rejected.append(PatentReject(row=row, number=written.number[:40], reasons=found))
    return PatentList(file=name, patents=MappingProxyType(patents), rejected=tuple(rejected))
