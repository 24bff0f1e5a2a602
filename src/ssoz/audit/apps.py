# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "ssoz.audit"
    label = "audit"
    verbose_name = _("Dziennik zdarzeń")

    def ready(self) -> None:
        from ssoz.audit.operations.recording import know_nobody
        from ssoz.audit.privileges import give_rights

        post_migrate.connect(know_nobody, sender=self)
        post_migrate.connect(give_rights, sender=self)
