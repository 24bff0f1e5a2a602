# SPDX-License-Identifier: EUPL-1.2
"""Pages of an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sign_in(request: HttpRequest) -> HttpResponse:
    """„Zaloguj się do Systemu”."""
    return render(request, "accounts/sign_in.html", {})


def arrive(request: HttpRequest) -> HttpResponse:
    """Where the national node's answer leads."""
    return render(request, "accounts/sign_in.html", {})


def account(request: HttpRequest) -> HttpResponse:
    """„Moje konto”."""
    return render(request, "accounts/sign_in.html", {})
