"""What the columns of a patent list hold, in words."""

from collections.abc import Mapping
from types import MappingProxyType

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "patent_number": "Patent number",
        "filing_date": "Filing date",
        "kind": "Kind of patent",
        "grant_date": "Grant date",
        "expiry_date": "End of the term",
        "lapse_date": "Lapse date",
        "fee_paid_until": "Annual fee paid until",
        "legal_status": "Legal status",
        "title": "Title",
        "owner_name": "Owner",
        "owner_type": "Kind of owner",
        "main_ipc": "Main IPC class",
        "industry": "Industry",
        "attributable_revenue": "Revenue of the patent's products",
        "revenue_growth": "Growth of that revenue",
        "royalty_rate": "Royalty rate",
        "margin": "Profit margin",
        "claims": "Number of claims",
        "independent_claims": "Independent claims",
        "first_claim_chars": "Signs of the first claim",
        "pages": "Number of pages",
        "ipc_subclasses": "IPC subclasses",
        "family_size": "Family members",
        "family_offices": "Countries of the family",
        "forward_citations": "Forward citations",
        "forward_citations_5y": "Forward citations in 5 years",
        "backward_citations": "Backward citations",
        "npl_citations": "Citations of other literature",
        "applicants": "Applicants",
        "inventors": "Inventors",
        "domestic": "Domestic applicant",
        "licences": "Licences",
        "transfers": "Transfers",
        "pledges": "Pledges",
        "litigations": "Lawsuits",
        "invalidations_survived": "Invalidations survived",
    }
)
