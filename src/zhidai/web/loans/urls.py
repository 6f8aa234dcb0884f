"""Addresses of loans.

The loan's key is its contract number as the bank writes it, with slashes and Chinese signs; it
stands last, so that no key can be taken for another page.
"""

from django.urls import path

from zhidai.web.loans import (
    book,
    change_page,
    changing,
    claim_correcting,
    claim_page,
    claim_steps,
    claims,
    correcting,
    drawing,
    journey_page,
    loan_page,
    notices,
    pledging,
    recovering,
    repaying,
)

app_name = "loans"
urlpatterns = [
    path("", book.book, name="list"),
    path("loan/<path:key>", loan_page.loan, name="loan"),
    path("repay/<path:key>", repaying.repay, name="repay"),
    path("correct/<int:event>/<path:key>", correcting.propose, name="correct"),
    path("correction/<int:number>/<path:key>", correcting.decide, name="decide_correction"),
    path("register-anew/<path:key>", pledging.register, name="register_anew"),
    path("draw/<path:key>", drawing.draw, name="draw"),
    path("changes/<path:key>", changing.choose, name="changes"),
    path("propose-change/<slug:kind>/<path:key>", changing.propose, name="propose_change"),
    path("reverse-change/<int:number>/<path:key>", changing.reverse_change, name="reverse_change"),
    path("change/<int:number>/<path:key>", change_page.answer, name="change"),
    path("default-notice/<path:key>", notices.give, name="default_notice"),
    path("start-claim/<path:key>", claims.start, name="claim"),
    path("claim/<path:key>", claim_page.claim, name="claim_view"),
    path("pay-claim/<path:key>", claims.pay, name="pay_claim"),
    path("refuse-claim/<path:key>", claim_steps.refuse, name="refuse_claim"),
    path("disposal/<path:key>", claim_steps.dispose, name="disposal"),
    path(
        "correct-claim/<slug:kind>/<int:number>/<path:key>",
        claim_correcting.propose,
        name="correct_claim",
    ),
    path(
        "claim-correction/<int:number>/<path:key>",
        claim_correcting.decide,
        name="decide_claim_correction",
    ),
    path("recover/<path:key>", recovering.recover, name="recover"),
    path("journey/<path:key>", journey_page.journey, name="journey"),
    path("journey-csv/<path:key>", journey_page.as_csv, name="journey_csv"),
    path("journey-xlsx/<path:key>", journey_page.as_xlsx, name="journey_xlsx"),
    path("loss-sharing/<path:key>", claim_page.loss_sharing, name="loss_sharing"),
]
