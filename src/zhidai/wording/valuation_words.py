"""Words of a valuation report: scores, rates, indicators, levers, and what it cannot tell."""

from zhidai.wording.speech import translate

SCORES = {
    "legal": "Legal score",
    "technical": "Technical score",
    "economic": "Economic score",
}
PARTS = {
    "typical": "The cohort's typical patent",
    "kind": "Kind of patent",
    **SCORES,
    "life": "Remaining life",
    "income": "Its own economics",
}
RATES = {
    "discount": "Discount rate",
    "growth": "Growth of income",
    "obsolescence": "Obsolescence",
    "volatility": "Volatility of income",
    "tax": "Income tax",
    "fire_sale_discount": "Discount of a forced sale",
    "chance_of_sale": "Chance that a forced sale succeeds",
    "cost_share": "Costs of a forced sale, of the price",
}
INDICATORS = {
    "claims": "Number of claims",
    "independent_claims": "Independent claims",
    "first_claim_chars": "Characters of the first claim",
    "pages": "Pages of the document",
    "family_offices": "Countries of the family",
    "invalidations_survived": "Invalidations survived",
    "litigations": "Litigations",
    "forward_citations": "Forward citations",
    "forward_citations_5y": "Forward citations within 5 years",
    "backward_citations": "Backward citations",
    "npl_citations": "Citations of other literature",
    "ipc_subclasses": "IPC subclasses",
    "inventors": "Inventors",
    "family_size": "Members of the family",
    "licences": "Licences",
    "transfers": "Transfers",
    "pledges": "Pledges",
    "applicants": "Applicants",
    "originality": "Originality",
    "generality": "Generality",
    "radicalness": "Radicalness",
}
MOST_LEVERS = 8
LEVERS = {
    "growth": "Income grows a point faster, or slower",
    "discount": "Discount rate a point lower, or higher",
    "obsolescence": "Obsolescence a point lower, or higher",
    "life": "Kept to the end of its term, or given up at the next fee",
    "income": "Own income a tenth higher, or lower",
    "level": "Stated mean of the book a tenth higher, or lower",
}
# What no bibliographic data tell. The share of value they explain: PatVal survey, CEPR DP6848.
LIMITS = (
    (
        "Numbers of claims, citations and the like explain 3 to 11 % of the differences in value"
        " between patents (PatVal survey of inventors); the range says how wide the rest is."
    ),
    (
        "They do not tell whether the claims would survive a request for invalidation, whether"
        " products infringe, or whether the invention is used at all."
    ),
    (
        "They know no contract, no licence that is not recorded, no dispute that is not published,"
        " and not who would buy."
    ),
    (
        "The liquidation value rests on assumptions about a forced sale; no recovery rate of"
        " pledged patents is published in China."
    ),
    ("This is a bank's internal estimate, not an appraisal report under the Asset Appraisal Law."),
)
BY_INCOME = (
    "Income approach, relief from royalty: revenue x royalty rate x share of the technology, after"
    " tax, for each year that the patent is likely to be kept, discounted."
)
BY_LIKENESS = (
    "Statistical approach: no revenue of the patent is known. Its yearly income is that of a"
    " typical patent of its class and year, moved by its three scores,"
    " on a level at which the patents of a bank's book are worth a stated amount on average."
)


def lever_said(name: str, language: str) -> str:
    """What is moved, the better way first."""
    if name in LEVERS:
        return translate(LEVERS[name], language)
    indicator = translate(INDICATORS[name], language)
    said = translate("{indicator}: in the first tenth of its like, or the last", language)
    return said.format(indicator=indicator)
