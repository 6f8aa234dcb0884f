"""All addresses: the language first, then a folder for each party."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from zhidai.web.shared import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.to_language, name="to_language"),
    *i18n_patterns(
        path("", include("zhidai.web.shared.urls")),
        path("enterprise/", include("zhidai.web.enterprise.urls")),
        path("bureau/", include("zhidai.web.bureau.urls")),
        path("finance/", include("zhidai.web.finance.urls")),
        path("treasury/", include("zhidai.web.treasury.urls")),
        path("bank/", include("zhidai.web.bank.urls")),
        path("guarantor/", include("zhidai.web.guarantor.urls")),
        path("appraiser/", include("zhidai.web.appraiser.urls")),
        prefix_default_language=True,
    ),
]
