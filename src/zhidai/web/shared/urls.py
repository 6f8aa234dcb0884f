"""Addresses that belong to no party."""

from django.urls import path

from zhidai.web.shared import amount_echo, home, moving_date, passwords, signing_in, styleguide

urlpatterns = [
    path("workbench/", home.workbench, name="workbench"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("password/", passwords.change, name="change_password"),
    path("business-date/", moving_date.move_date, name="move_date"),
    path("amount-echo/", amount_echo.amount_echo, name="amount_echo"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
