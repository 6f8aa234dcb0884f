"""Sentences about cases: why a task cannot be done now, and what to do next."""

SENTENCES = {
    "rule_broken": "{rule}",
    "rule_broken_for_patent": "Patent {patent}: {rule}",
    "rule_needs_facts": "Not settled yet: {rule}. Give the facts it asks for.",
    "exception_needed": "{rule} This may only pass with a recorded reason, a name and approval.",
    "request_above_limit": (
        "The amount asked, {asked} yuan, is above the limit of {limit} yuan set by “{rule}”. "
        "The request is not trimmed: ask for at most the limit."
    ),
    "contract_above_approval": (
        "The contract amount, {contracted} yuan, is above the approved {approved} yuan. "
        "Lower the contract or approve anew."
    ),
    "approval_above_request": (
        "The approved amount, {approved} yuan, is above the {asked} yuan asked. Approve at most "
        "what was asked."
    ),
    "term_out_of_bounds": (
        "The due date {due} must be after the drawdown on {drawn} and no later than {latest}."
    ),
    "due_not_after_drawdown": "The due date {due} must be after the drawdown on {drawn}.",
    "drawdown_on_another_day": (
        "The drawdown is dated {drawn}, but today is {today}. Record a drawdown on its own day."
    ),
    "drawn_other_than_contracted": (
        "The amount drawn, {drawn} yuan, differs from the contract amount of {contracted} yuan."
    ),
    "availability_out_of_bounds": (
        "The availability period ends on {until}: not before today, {today}, and before the loan "
        "falls due on {due}. Agree on another last day."
    ),
    "instalments_needed": (
        "Give the number of instalments of the principal, a whole number, for example 6期."
    ),
    "instalments_beyond_term": (
        "A loan of {months} months has at most {due_days} due days, so {number} instalments never "
        "fall due; agree on fewer."
    ),
    "rate_out_of_range": "A yearly rate of {rate}% is none; it lies from 0% to below 100%.",
    "instalments_not_wanted": (
        "Only principal repaid in equal parts on the last due days has a number of instalments. "
        "Leave it empty, or choose that way of repayment."
    ),
    "equal_sums_drawn_at_once": (
        "Equal sums of principal and interest are worked out for one drawdown. Leave the "
        "availability period empty, or choose another way of repayment."
    ),
    "amount_of_nothing": "“{fact}” must be above zero.",
    "fee_above_ceiling": (
        "“{fact}” of {fee} yuan is above the ceiling of {ceiling} yuan for this amount and term. "
        "Correct the fee."
    ),
    "term_beyond_request": (
        "The due date {due} lies beyond the term that was asked for and approved; it may be "
        "{asked} at the latest."
    ),
    "withdrawal_after_registration": (
        "The pledge is registered. Ask the pledgee to end the case; it then releases the pledge."
    ),
    "fact_needed": "“{fact}” is missing. Fill it in.",
    "patent_fact_needed": "Patent {patent}: “{fact}” is missing. Fill it in.",
    "paper_needed": "The paper “{paper}” is missing. Attach it.",
    "case_not_open": "Case {case} is no longer open; nothing more can be done in it.",
    "task_of_another_party": "“{task}” is for another party to do.",
    "task_already_done": "“{task}” is done already. Look at the case's history to see by whom.",
    "task_not_open_yet": "“{task}” cannot be done yet: earlier steps are still open.",
    "task_cannot_be_refused": "The task {task} is not an approval; it cannot be refused.",
    "grounds_needed": "Give the grounds: they are recorded with your name.",
    "only_the_enterprise_withdraws": "Only the enterprise can withdraw its application.",
}
