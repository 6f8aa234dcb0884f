"""Further drawdowns of a loan: proposed with its voucher, in force when an approver has agreed.

It is a change of the loan like the others, and waits, is agreed to and reversed as they are.
"""

from zhidai.core.errors import bad_input, reason
from zhidai.core.lending.events import BANK, EventKind
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.citing import Topic
from zhidai.core.policy.scheme import Paper
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import LoanChange
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of_loan
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.locking import bring_up_to_date
from zhidai.services.cases.papers import Uploads, keep_uploads, papers_digest
from zhidai.services.lending.changing import BANK_ONLY, keep_proposed
from zhidai.services.lending.drawdown_rules import drawdown_task
from zhidai.services.lending.proposed_changes import require_words
from zhidai.services.lending.tenancy import locked_loan, visible_loan
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once


def propose_drawdown(
    acting: Acting, loan_key: str, *, amount: str, grounds: str, uploads: Uploads, key: str
) -> Answer:
    """Propose to draw so much more of a loan today; its papers are those of the first drawdown.

    Bad input: `amount_not_above_zero`, `correction_without_grounds`, `grounds_too_long`,
    `paper_unknown`, those of money.
    """
    request = {
        "loan": loan_key,
        "amount": amount,
        "grounds": grounds,
        "papers": papers_digest(uploads),
    }
    bring_up_to_date(acting, visible_loan(acting, loan_key).case.number)

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=BANK_ONLY,
            refusal="drawdown_by_the_bank_only",
            clause=clause_of_loan(Topic.DRAWDOWN),
        )
        yuan = parse_yuan(amount)
        if yuan <= 0:
            raise bad_input("amount_not_above_zero")
        require_words(grounds)
        _require_papers(case, uploads)
        change = LoanChange(
            loan=loan,
            kind=str(EventKind.DRAWDOWN),
            amount=to_fen(yuan),
            asked=BANK,
            asked_count=1,
            grounds=grounds.strip(),
            proposed_on=business_date.today(),
            proposed_by_id=acting.person_id,
        )
        answer = keep_proposed(change, loan, case, acting)
        task = drawdown_task(case)
        keep_uploads(case, uploads, task=task.id, asked=task.papers, acting=acting)
        return answer

    return once(acting, "propose_drawdown", key=key, request=request, work=work)


def drawdown_papers(acting: Acting, loan_key: str) -> tuple[Paper, ...]:
    """The papers that come with a drawdown of a loan of the acting party."""
    case = visible_loan(acting, loan_key).case
    return tuple(scheme_of(case).papers[paper] for paper in drawdown_task(case).papers)


def _require_papers(case: Case, uploads: Uploads) -> None:
    """Each drawdown has its own voucher ."""
    task, papers = drawdown_task(case), scheme_of(case).papers
    attached = {paper for paper, _ in uploads}
    missing = tuple(
        reason("paper_needed", papers[paper].clause, paper=papers[paper].label)
        for paper in task.papers
        if papers[paper].required and paper not in attached
    )
    if missing:
        raise Refused(missing)
