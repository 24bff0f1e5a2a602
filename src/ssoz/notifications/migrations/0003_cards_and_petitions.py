# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_messages_about_people"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="message",
            name="notifications_message_kind_is_known",
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report_returned", "Sprawozdanie zwrócone do korekty"),
                    ("report_accepted", "Sprawozdanie zatwierdzone"),
                    ("cards_returned", "Karty zwrócone do korekty"),
                    ("petition_decided", "Zgłoszenie rozpatrzone"),
                    ("application_approved", "Wniosek zatwierdzony"),
                    ("application_rejected", "Wniosek odrzucony"),
                    ("role_revoked", "Rola odebrana"),
                    ("profile_blocked", "Profil zablokowany"),
                    ("profile_unblocked", "Profil odblokowany"),
                    ("attachment_unsafe", "Niebezpieczny załącznik"),
                    ("account_activated", "Konto aktywne"),
                    ("account_refused", "Rejestracja odrzucona"),
                    ("password_reset", "Zmiana hasła"),
                ],
                max_length=40,
                verbose_name="rodzaj",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "report_returned",
                            "report_accepted",
                            "cards_returned",
                            "petition_decided",
                            "application_approved",
                            "application_rejected",
                            "role_revoked",
                            "profile_blocked",
                            "profile_unblocked",
                            "attachment_unsafe",
                            "account_activated",
                            "account_refused",
                            "password_reset",
                        ],
                    )
                ),
                name="notifications_message_kind_is_known",
            ),
        ),
    ]
