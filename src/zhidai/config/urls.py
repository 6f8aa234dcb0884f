"""All addresses: the language first, then the shared rooms, then a folder for each party."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from zhidai.web.shared import home

handler400 = "zhidai.web.shared.errors.bad_request"
handler403 = "zhidai.web.shared.errors.forbidden"
handler404 = "zhidai.web.shared.errors.not_found"
handler500 = "zhidai.web.shared.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.to_language, name="to_language"),
    *i18n_patterns(
        path("", include("zhidai.web.front.urls")),
        path("", include("zhidai.web.shared.urls")),
        path("self-check/", include("zhidai.web.self_check.urls")),
        path("ledger/", include("zhidai.web.ledger.urls")),
        path("schemes/", include("zhidai.web.schemes.urls")),
        path("cases/", include("zhidai.web.casework.urls")),
        path("parties/", include("zhidai.web.parties.urls")),
        path("loans/", include("zhidai.web.loans.urls")),
        path("journal/", include("zhidai.web.journal.urls")),
        path("subsidies/", include("zhidai.web.subsidies.urls")),
        path("filings/", include("zhidai.web.filings.urls")),
        path("warnings/", include("zhidai.web.early_warning.urls")),
        path("anomalies/", include("zhidai.web.anomalies.urls")),
        path("integrity/", include("zhidai.web.integrity.urls")),
        path("supervision/", include("zhidai.web.supervision.urls")),
        path("valuation/deals/", include("zhidai.web.deal.kept_urls")),
        path("valuation/", include("zhidai.web.valuation.urls")),
        path("deal/", include("zhidai.web.deal.urls")),
        path("statistics/published/", include("zhidai.web.published.urls")),
        path("statistics/", include("zhidai.web.statistics.urls")),
        path("dashboards/", include("zhidai.web.dashboards.urls")),
        path("saved-files/", include("zhidai.web.exports.urls")),
        path("enterprise/", include("zhidai.web.enterprise.urls")),
        path("bureau/", include("zhidai.web.bureau.urls")),
        path("finance/", include("zhidai.web.finance.urls")),
        path("treasury/", include("zhidai.web.treasury.urls")),
        path("bank/", include("zhidai.web.bank.urls")),
        path("guarantor/", include("zhidai.web.guarantor.urls")),
        path("appraiser/", include("zhidai.web.appraiser.urls")),
        path("insurer/", include("zhidai.web.insurer.urls")),
        path("fund/", include("zhidai.web.fund.urls")),
        path("operator/", include("zhidai.web.operator.urls")),
        prefix_default_language=True,
    ),
]
