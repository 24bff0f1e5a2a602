# SPDX-License-Identifier: EUPL-1.2
"""The sandbox's register of people. All of them are made up, so nothing here is encrypted."""

from django.db import models


class Citizen(models.Model):
    """Somebody with a PESEL, a telephone and an identity card."""

    objects: models.Manager["Citizen"] = models.Manager()

    pesel = models.CharField(max_length=11, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField()
    phone = models.CharField(max_length=20, db_index=True)
    email = models.EmailField(blank=True)
    card_pin = models.CharField(max_length=4, default="2580")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def card_number(self) -> str:
        """Series and number of the identity card."""
        return f"PIA {self.pk:06}"
