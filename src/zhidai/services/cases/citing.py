"""The clauses that commands and pages name: of a case's own scheme, else of the reader's place."""

from collections.abc import Callable, Mapping

from zhidai.core.policy.citing import Citation, Topic, citations, cited
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.schemes.versions import scheme_in_force


def clause_of(case: Case, topic: Topic) -> str | None:
    """The clause of a case's scheme that states a topic."""
    return cited(scheme_of(case), topic, case.route)


def clause_of_loan(topic: Topic) -> Callable[[Loan], str | None]:
    """The same of a loan not known yet."""
    return lambda loan: clause_of(loan.case, topic)


def citation_of(case: Case, topic: Topic) -> Citation | None:
    """The same with the scheme whose clause it is, for lists over several."""
    clause = clause_of(case, topic)
    return None if clause is None else Citation(scheme=case.scheme, clause=clause)


def citations_of(case: Case) -> Mapping[str, Citation]:
    """Every topic that a case's scheme states."""
    return citations(scheme_of(case), case.route)


def usual_citations(acting: Acting | None = None) -> Mapping[str, Citation]:
    """Where several schemes are shown together: those of the acting party's own; else the first."""
    return citations(scheme_in_force(default_scheme(acting), business_date.today()))
