"""Browsers in front of pages, and what stands there."""

import html
import re

from django.http import HttpResponse
from django.test import Client

from zhidai.db.parties.models import Person
from zhidai.services.acting import Acting


def of(acting: Acting) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(
        Person.objects.get(pk=acting.person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def text(answer: HttpResponse) -> str:
    """What stands on a page."""
    plain = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain))
