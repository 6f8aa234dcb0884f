"""The one table of who may come in where: every url has its row, or the test fails.

A row says what an anonymous visitor gets, and what each kind of party gets that takes part in the
thing the url names (inside) and that does not (outside). A GET is followed by an empty POST.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from zhidai.core.parties import PartyKind

ENTERPRISE, BUREAU, FINANCE, TREASURY, BANK, GUARANTOR, APPRAISER = (
    PartyKind.ENTERPRISE,
    PartyKind.BUREAU,
    PartyKind.FINANCE,
    PartyKind.TREASURY,
    PartyKind.BANK,
    PartyKind.GUARANTOR,
    PartyKind.APPRAISER,
)
ALL = tuple(PartyKind)
INSURER, FUND, OPERATOR = PartyKind.INSURER, PartyKind.FUND, PartyKind.OPERATOR
TAKING_PART = tuple(kind for kind in ALL if kind not in {INSURER, FUND, OPERATOR})
LENDERS = (BANK, GUARANTOR, APPRAISER)
SIGNERS = (*LENDERS, INSURER, FUND)
BOOK_KEEPERS = (*LENDERS, TREASURY, ENTERPRISE, INSURER, FUND)
TOLD = (ENTERPRISE, BUREAU, FINANCE, *LENDERS)
SHOWN, TO_SIGN_IN, FORBIDDEN, NOT_FOUND, NO_SUCH_METHOD, REFUSED = 200, 302, 403, 404, 405, 422
DONE = GOES_ON = 302

Answers = Mapping[PartyKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """What one method answers to whom."""

    anonymous: int
    inside: Answers
    outside: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A url: the thing its arguments name, and its answers."""

    thing: str
    get: Statuses
    post: Statuses


def open_to_all(thing: str = "nothing", *, get: int = SHOWN, post: int = NO_SUCH_METHOD) -> Door:
    """Anybody, signed in or not."""
    return Door(thing=thing, get=_same_for_all(get), post=_same_for_all(post))


def own(*kinds: PartyKind, thing: str = "nothing", get: int = SHOWN, post: int) -> Door:
    """A page about one's own party, for these kinds (none named: all)."""
    return Door(thing=thing, get=_own(kinds or ALL, get), post=_own(kinds or ALL, post))


def shared(thing: str, *kinds: PartyKind, post: int, others: int = FORBIDDEN) -> Door:
    """A page about a thing, for these kinds if they take part in it; for others it is not there."""
    return Door(
        thing=thing,
        get=_shared(kinds or ALL, SHOWN, others),
        post=_shared(kinds or ALL, post, others),
    )


def _same_for_all(status: int) -> Statuses:
    """What nobody is kept from is asked for by one on each side only."""
    return Statuses(anonymous=status, inside={ENTERPRISE: status}, outside={BANK: status})


def _own(kinds: tuple[PartyKind, ...], status: int) -> Statuses:
    each = {kind: status if kind in kinds else FORBIDDEN for kind in ALL}
    inside = {kind: each[kind] for kind in TAKING_PART}
    return Statuses(anonymous=TO_SIGN_IN, inside=inside, outside=each)


def _shared(kinds: tuple[PartyKind, ...], status: int, others: int) -> Statuses:
    return Statuses(
        anonymous=TO_SIGN_IN,
        inside={kind: status if kind in kinds else others for kind in TAKING_PART},
        outside={kind: NOT_FOUND if kind in kinds else others for kind in ALL},
    )


def _of_its_bureau() -> Statuses:
    """A page without sign-in that shows only to the bureau what is not public yet."""
    hidden = dict.fromkeys(ALL, NOT_FOUND)
    inside = {**dict.fromkeys(TAKING_PART, NOT_FOUND), PartyKind.BUREAU: SHOWN}
    return Statuses(anonymous=NOT_FOUND, inside=inside, outside=hidden)


def _of_the_bank_that_made_it(answer: int = SHOWN) -> Statuses:
    """A page about what one bank had done for itself: for its like it is not there."""
    like = {kind: NOT_FOUND if kind in LENDERS else FORBIDDEN for kind in ALL}
    inside = {**{kind: like[kind] for kind in TAKING_PART}, BANK: answer}
    return Statuses(anonymous=TO_SIGN_IN, inside=inside, outside=like)


def _of_party(theirs: int, bureaus: int) -> Statuses:
    """A page about the bank: for its people, for the bureau of its place, for nobody else."""
    inside = {**dict.fromkeys(TAKING_PART, NOT_FOUND), BANK: theirs, BUREAU: bureaus}
    return Statuses(anonymous=TO_SIGN_IN, inside=inside, outside=dict.fromkeys(ALL, NOT_FOUND))


POST_ONLY = Door(
    thing="nothing", get=_same_for_all(NO_SUCH_METHOD), post=open_to_all(post=GOES_ON).post
)

DOORS: Mapping[str, Door] = {
    # open to everybody
    "to_language": open_to_all(get=GOES_ON, post=GOES_ON),
    "home": open_to_all(post=SHOWN),
    "speed": open_to_all(),
    "sign_in": open_to_all(post=REFUSED),
    "sign_out": POST_ONLY,
    "amount_echo": open_to_all(),
    "styleguide": open_to_all(post=SHOWN),
    "self_check:form": open_to_all(),
    "self_check:result": open_to_all(),
    "self_check:paper": open_to_all(),
    "self_check:annex": open_to_all(),
    "self_check:annex_document": open_to_all(),
    "ledger:form": open_to_all(post=REFUSED),
    "ledger:patents": open_to_all(post=REFUSED),
    "ledger:registrations": open_to_all(post=REFUSED),
    "ledger:patents_sample": open_to_all(),
    "ledger:registrations_sample": open_to_all(),
    "ledger:sample": open_to_all(),
    "deal:deal": open_to_all(),
    "schemes:list": open_to_all(),
    "schemes:scheme": open_to_all("scheme"),
    "schemes:routes": open_to_all("scheme"),
    "schemes:duties": open_to_all("scheme"),
    "schemes:questions": open_to_all("scheme"),
    "schemes:examples": open_to_all("scheme"),
    "schemes:xray": open_to_all("scheme"),
    "schemes:audit": open_to_all("scheme", post=REFUSED),
    "schemes:check": open_to_all("scheme", post=SHOWN),
    "schemes:versions": open_to_all("scheme"),
    "schemes:folder": open_to_all("scheme"),
    # a proposal is its bureau's until it is published
    "schemes:version": Door(
        thing="version", get=_of_its_bureau(), post=_same_for_all(NO_SUCH_METHOD)
    ),
    "schemes:version_folder": Door(
        thing="version", get=_of_its_bureau(), post=_same_for_all(NO_SUCH_METHOD)
    ),
    "schemes:propose": shared("scheme", BUREAU, post=REFUSED),
    "schemes:amend": shared("scheme", BUREAU, post=REFUSED),
    "schemes:publish": shared("version", BUREAU, post=REFUSED),  # proposed by the same person
    "schemes:refuse": shared("version", BUREAU, post=REFUSED),
    "schemes:withdraw": shared("version", BUREAU, post=REFUSED),  # without grounds
    # each party's own pages
    "workbench": own(get=GOES_ON, post=GOES_ON),
    "move_date": Door(  # only a demonstration has a date to move; this is none
        thing="nothing",
        get=_same_for_all(NO_SUCH_METHOD),
        post=_own(ALL, NOT_FOUND),
    ),
    "enterprise:home": own(ENTERPRISE, post=SHOWN),
    "enterprise:apply": own(ENTERPRISE, post=REFUSED),
    "enterprise:rights": own(ENTERPRISE, post=SHOWN),
    "enterprise:enter_right": own(ENTERPRISE, post=REFUSED),
    "enterprise:update_right": shared("right", ENTERPRISE, post=DONE),
    "bureau:home": own(BUREAU, post=SHOWN),
    "finance:home": own(FINANCE, post=SHOWN),
    "treasury:home": own(TREASURY, post=SHOWN),
    "bank:home": own(BANK, post=SHOWN),
    "bank:takeovers": own(BANK, post=REFUSED),  # without a file
    "bank:takeover": shared("takeover", BANK, post=REFUSED),  # no row of it is good
    "subsidies:payments_pdf": own(BUREAU, FINANCE, TREASURY, post=SHOWN),
    "guarantor:home": own(GUARANTOR, post=SHOWN),
    "appraiser:home": own(APPRAISER, post=SHOWN),
    "insurer:home": own(INSURER, post=SHOWN),
    "fund:home": own(FUND, post=SHOWN),
    "operator:home": own(OPERATOR, post=SHOWN),
    "parties:profile": own(ENTERPRISE, *LENDERS, post=DONE),
    # the register is the bureau's, a party with people enough its own; the password is one's own
    "change_password": own(post=REFUSED),
    "parties:register": own(BUREAU, post=SHOWN),
    "parties:enter": own(BUREAU, post=REFUSED),
    "parties:people": own(post=SHOWN),
    "parties:party": Door(thing="party", get=_of_party(SHOWN, SHOWN), post=_of_party(SHOWN, SHOWN)),
    "parties:correct": shared("party", BUREAU, post=REFUSED),
    "parties:decide_correction": Door(  # nothing waits here
        thing="party",
        get=_shared((BUREAU,), NOT_FOUND, FORBIDDEN),
        post=_shared((BUREAU,), NOT_FOUND, FORBIDDEN),
    ),
    "parties:propose_person": Door(
        thing="party",
        get=_of_party(SHOWN, NOT_FOUND),  # the bureau's help is not needed
        post=_of_party(REFUSED, NOT_FOUND),
    ),
    **{
        f"parties:{name}": Door(
            thing="person", get=_of_party(SHOWN, NOT_FOUND), post=_of_party(REFUSED, NOT_FOUND)
        )
        for name in ("let_in", "disable_person", "propose_again")
    },
    "parties:agreements": own(BUREAU, *SIGNERS, post=SHOWN),
    "parties:submit_agreement": own(*SIGNERS, post=REFUSED),
    "parties:agreement": shared("agreement", BUREAU, *SIGNERS, post=SHOWN),
    "parties:agreement_paper": shared("agreement paper", BUREAU, *SIGNERS, post=SHOWN),
    "parties:confirm_agreement": shared("agreement", *SIGNERS, post=REFUSED),  # all have
    "parties:file_agreement": shared("agreement", BUREAU, post=REFUSED),
    "parties:return_agreement": shared("agreement", BUREAU, post=REFUSED),
    # cases: every party that takes part sees the dossier, the task's party does the task
    "cases:inbox": own(post=SHOWN),
    "cases:case": shared("case", post=SHOWN),
    "cases:withdraw": shared("case", post=REFUSED),
    "cases:task": shared("task", BANK, post=REFUSED, others=NOT_FOUND),
    "cases:refuse": shared("task", BANK, post=REFUSED, others=NOT_FOUND),
    "cases:why": shared("decision", post=SHOWN),
    "cases:document": shared("document", post=SHOWN),
    "cases:annex": shared("annex", post=SHOWN),
    # loans and claims
    "loans:list": own(post=SHOWN),
    "loans:loan": shared("loan", post=SHOWN),
    "loans:repay": shared("loan", BANK, post=REFUSED),
    "loans:correct": shared("repayment", BANK, post=REFUSED),  # without grounds
    "loans:decide_correction": shared("correction", BANK, post=REFUSED),  # by its proposer
    "loans:register_anew": shared("loan", BANK, GUARANTOR, post=REFUSED),  # its pledges stand
    "loans:changes": shared("loan", BANK, post=SHOWN),
    "loans:draw": shared("loan", BANK, post=REFUSED),  # without a voucher
    "loans:propose_change": shared("extension", BANK, post=REFUSED),  # without grounds
    "loans:reverse_change": shared("change in force", BANK, post=REFUSED),
    "loans:change": shared(
        "change", BANK, ENTERPRISE, BUREAU, GUARANTOR, APPRAISER, INSURER, FUND, post=REFUSED
    ),  # without an answer
    "loans:default_notice": shared(
        "loan", post=REFUSED
    ),  # without a word of what happened; of others than the lenders by the scheme
    "loans:claim": shared("loan", BANK, post=DONE),
    "loans:claim_view": shared(
        "claimed loan", *LENDERS, BUREAU, FINANCE, post=SHOWN, others=NOT_FOUND
    ),
    "loans:loss_sharing": shared(
        "claimed loan", *LENDERS, BUREAU, FINANCE, post=SHOWN, others=NOT_FOUND
    ),
    "loans:journey": shared(
        "claimed loan", *LENDERS, BUREAU, FINANCE, post=SHOWN, others=NOT_FOUND
    ),
    "loans:journey_csv": shared(
        "claimed loan", *LENDERS, BUREAU, FINANCE, post=SHOWN, others=NOT_FOUND
    ),
    "loans:journey_xlsx": shared(
        "claimed loan", *LENDERS, BUREAU, FINANCE, post=SHOWN, others=NOT_FOUND
    ),
    "loans:pay_claim": shared("claimed loan", GUARANTOR, APPRAISER, INSURER, FUND, post=REFUSED),
    "loans:refuse_claim": shared("claimed loan", GUARANTOR, APPRAISER, INSURER, FUND, post=REFUSED),
    "loans:disposal": shared("claimed loan", BANK, GUARANTOR, INSURER, FUND, post=REFUSED),
    "loans:recover": shared("claimed loan", BANK, GUARANTOR, INSURER, FUND, post=REFUSED),
    "loans:correct_claim": shared(
        "claim record", *LENDERS, INSURER, FUND, post=REFUSED
    ),  # without grounds
    "loans:decide_claim_correction": shared(
        "claim correction", *LENDERS, INSURER, FUND, post=REFUSED
    ),  # without a decision
    # the journal: each party's own books; periods hold no figures and are closed by the bureau
    "journal:books": own(*BOOK_KEEPERS, post=SHOWN),
    "journal:account": own(*BOOK_KEEPERS, thing="account", post=SHOWN),
    "journal:corrections": own(*BOOK_KEEPERS, post=SHOWN),
    "journal:beancount": own(*BOOK_KEEPERS, post=SHOWN),
    "journal:xlsx": own(*BOOK_KEEPERS, post=SHOWN),
    "journal:reconcile": own(*BOOK_KEEPERS, post=REFUSED),  # without a file
    "journal:loan": shared("loan", *BOOK_KEEPERS, post=SHOWN),
    "journal:periods": own(post=SHOWN),
    "journal:close": own(BUREAU, post=REFUSED),  # by an officer
    # subsidies: the enterprise claims, the bureau decides, the treasury pays
    "subsidies:list": own(ENTERPRISE, BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:payments": own(BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:payments_csv": own(BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:payments_xlsx": own(BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:budget": own(TREASURY, post=REFUSED),
    "subsidies:published": open_to_all(post=SHOWN),
    "subsidies:claw_back": shared("repaid loan", BUREAU, post=REFUSED),
    "subsidies:decide_clawback": shared("repaid loan", TREASURY, post=REFUSED),
    "subsidies:returned": shared("repaid loan", TREASURY, post=REFUSED),
    "subsidies:subsidy": shared("repaid loan", ENTERPRISE, BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:statement": shared("repaid loan", ENTERPRISE, BUREAU, FINANCE, TREASURY, post=SHOWN),
    "subsidies:claim": shared("repaid loan", ENTERPRISE, post=REFUSED),  # claimed already
    "subsidies:approve": shared("repaid loan", BUREAU, post=DONE),
    "subsidies:refuse": shared("repaid loan", BUREAU, post=REFUSED),
    "subsidies:pay": shared("repaid loan", TREASURY, post=REFUSED),  # not approved yet
    # monthly filings: the bank sends, the bureau receives or returns
    "filings:list": own(BANK, BUREAU, post=SHOWN),
    "filings:filing": shared("filing", BANK, BUREAU, post=SHOWN),
    "filings:version": shared("filing version", BANK, BUREAU, post=SHOWN),
    "filings:paper": shared("filing version", BANK, BUREAU, post=SHOWN),
    "filings:workbook": shared("filing version", BANK, BUREAU, post=SHOWN),
    "filings:send": shared("filing", BANK, post=REFUSED),  # nothing to send again
    "filings:receive": shared("filing", BUREAU, post=REFUSED),  # received already
    "filings:return": shared("filing", BUREAU, post=REFUSED),  # without grounds
    "filings:papers": shared("loan of a filing", BANK, post=REFUSED),  # none chosen
    # early warnings: of the cases one takes part in, as far as the rule shows them to one's kind
    "early_warning:list": own(*TOLD, post=SHOWN),
    "early_warning:report": shared("loan's case", *TOLD, post=REFUSED),
    "early_warning:warning": shared("warning", *TOLD, post=SHOWN),
    "early_warning:close": shared("warning", *TOLD, post=REFUSED),
    "anomalies:list": own(BUREAU, post=SHOWN),
    "anomalies:deal_with": shared("finding", BUREAU, post=REFUSED),
    # the register of breaches: its bureau and its party, the others once a breach stands
    "integrity:list": own(*TOLD, post=SHOWN),
    "integrity:record": own(BUREAU, post=REFUSED),
    "integrity:breach": shared("breach", *TOLD, post=SHOWN),
    "integrity:object": shared("breach", *TOLD, post=REFUSED),
    "integrity:uphold": shared("breach", BUREAU, post=REFUSED),
    "integrity:dismiss": shared("breach", BUREAU, post=REFUSED),
    # supervision
    "supervision:scheme": own(BUREAU, FINANCE, *SIGNERS, post=SHOWN),
    "supervision:unpaid_loan": Door(  # only a demonstration has fictional people; this is none
        thing="nothing",
        get=_same_for_all(NO_SUCH_METHOD),
        post=_own((BUREAU,), NOT_FOUND),
    ),
    "supervision:agree": own(*SIGNERS, post=REFUSED),
    "supervision:resume": shared("nothing", BUREAU, post=REFUSED),
    "supervision:resume_bank": Door(  # under this scheme business stops for all banks or for none
        thing="bank",
        get=_own((BUREAU,), NOT_FOUND),
        post=_own((BUREAU,), NOT_FOUND),
    ),
    # valuations: each lending party's own
    "valuation:books": own(*LENDERS, post=REFUSED),
    **{
        name: Door(thing=thing, get=_of_the_bank_that_made_it(), post=_same_for_all(NO_SUCH_METHOD))
        for name, thing in (
            ("valuation:book", "valued book"),
            ("valuation:export", "valued book"),
            ("valuation:patent", "valued patent"),
            ("valuation:report", "valued patent"),
            ("deals:deal", "kept deal"),
            ("deals:patent", "patent of a deal"),
            ("deals:sheet", "sheet of a deal"),
        )
    },
    # dashboards: each party's own cases
    "dashboards:dashboard": own(BUREAU, FINANCE, TREASURY, *LENDERS, post=SHOWN),
    "dashboards:figure": own(BUREAU, FINANCE, TREASURY, *LENDERS, get=NOT_FOUND, post=NOT_FOUND),
    "dashboards:ratio": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "dashboards:figure_lines": own(
        BUREAU, FINANCE, TREASURY, *LENDERS, get=NOT_FOUND, post=NOT_FOUND
    ),
    # what was saved: a party's own, to every kind
    "exports:list": own(post=SHOWN),
    "valuation:pledge": shared("loan", BANK, post=DONE),  # valued by the bank's book
    "deals:start": own(*LENDERS, post=REFUSED),
    "deals:entry": Door(
        thing="entry of a deal",
        get=_of_the_bank_that_made_it(),
        post=_of_the_bank_that_made_it(REFUSED),  # nothing entered
    ),
    **{
        name: Door(thing="nothing", get=_own(LENDERS, SHOWN), post=_same_for_all(NO_SUCH_METHOD))
        for name in ("deals:list", "deals:appraisers", "deals:overrides")
    },
    # statistics: each counts its own cases
    "statistics:statistics": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "statistics:figure": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "statistics:figure_lines": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "statistics:export": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "published:all": Door(  # a bureau alone loads a file
        thing="nothing",
        get=_own((BUREAU, FINANCE, *LENDERS), SHOWN),
        post=_own((BUREAU,), REFUSED),
    ),
    "published:series": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "published:workbook": own(BUREAU, FINANCE, *LENDERS, post=SHOWN),
    "statistics:bulletin": own(BUREAU, FINANCE, post=SHOWN),
    "statistics:bulletin_file": shared("nothing", BUREAU, FINANCE, post=SHOWN),
}
