# SPDX-License-Identifier: EUPL-1.2
"""What a site does not do, told to the person."""

from http import HTTPStatus

from django.utils.functional import Promise


class Refusal(Exception):
    """A sentence for people, and the HTTP status of the page that shows it."""

    status = HTTPStatus.CONFLICT

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = str(sentence)  # in the language of whoever asked
        super().__init__(self.sentence)
