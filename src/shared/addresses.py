# SPDX-License-Identifier: EUPL-1.2
"""Addresses that are secrets: whoever has one may do what it stands for, so it is written down nowhere.

`<secret:…>` and `<secret_uuid:…>` in a route say which part of the path that is.
"""

import re

from django.http import HttpRequest
from django.urls import register_converter
from django.urls.converters import StringConverter, UUIDConverter

SECRETS = re.compile(r"<secret\w*:(\w+)>")
HIDDEN = "…"
LONG = 30


class SecretConverter(StringConverter):
    """`str` that opens something."""


class SecretUUIDConverter(UUIDConverter):
    """`uuid` that opens something."""


def written_path(request: HttpRequest) -> str:
    """The path as it may stand in a log; of what is no address of ours (a link cut on its way?) no long part does."""
    match = request.resolver_match
    if match is None:
        return "/".join(HIDDEN if len(part) >= LONG else part for part in request.path.split("/"))
    path = request.path
    for name in SECRETS.findall(match.route):
        path = path.replace(str(match.kwargs[name]), HIDDEN)
    return path


register_converter(SecretConverter, "secret")
register_converter(SecretUUIDConverter, "secret_uuid")
