# SPDX-License-Identifier: EUPL-1.2
"""A person as the provider's tokens refer to them; everything else stands in the people file."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Person(AbstractBaseUser):
    """Somebody who has been chosen at least once. Nobody here has a password."""

    USERNAME_FIELD = "sub"
    REQUIRED_FIELDS = []

    objects: models.Manager["Person"] = models.Manager()

    password = None  # type: ignore[assignment]  # Django's way to leave an inherited field out
    last_login = None  # the same

    sub = models.CharField(max_length=100, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    email = models.EmailField()
    pesel = models.CharField(max_length=11)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"
