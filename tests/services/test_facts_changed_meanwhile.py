"""Facts that change between two reads of one look are counted as they are at the later one."""

from collections.abc import Callable, Sequence

import pytest
from tests.engine.statistics.columns_cast import in_rows
from tests.services.money_cast import City, a_lending_city, loan

from zhidai.db.cases.models import Case
from zhidai.services import business_date
from zhidai.services.statistics import kept
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.statistics.keeping import Kept, forget_facts, keep_facts

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
SCHEME = "ganzhou-2020"


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


def somebody_else_counts(key: str) -> None:
    """Another transaction changes the case and keeps its facts, as a page of another process."""
    Case.objects.filter(pk=loan(key).case_id).update(facts={})
    keep_facts(business_date.today())


def everything_is_forgotten(_key: str) -> None:
    forget_facts()


@pytest.mark.parametrize("happens", [somebody_else_counts, everything_is_forgotten])
def test_a_chunk_kept_anew_between_two_reads_is_counted(
    key: str, happens: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched, still_to_come = kept._fetched, [happens]

    def meanwhile(numbers: Sequence[int]) -> dict[int, tuple[str, Kept]]:
        if still_to_come:
            still_to_come.pop()(key)
        return fetched(numbers)

    monkeypatch.setattr(kept, "_fetched", meanwhile)
    monkeypatch.setattr(kept, "_memory", kept._Memory())

    found = in_rows(facts_of_scheme(SCHEME))

    assert [one.id for one in found.loans if one.id == key] == [key]
