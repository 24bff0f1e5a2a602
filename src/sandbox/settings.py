# SPDX-License-Identifier: EUPL-1.2
"""Django's settings of the sandbox."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sandbox.environment import HOSTS, SECRET, read
from shared.mail import django_mail
from shared.postgres.address import django_database

ENVIRONMENT = read(os.environ)

SECRET_KEY = SECRET
DEBUG = False
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "sandbox.urls"
WSGI_APPLICATION = "sandbox.wsgi.application"
HERE = Path(__file__).resolve().parent

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",  # for what it says about passwords, in every language
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "shared.design",
    "sandbox.citizens",
    "sandbox.node",
    "sandbox.phone",
    "sandbox.profiles",
    "sandbox.bank",
    "sandbox.mailbox",
]
MIDDLEWARE = [
    "shared.plain_text.PlainTextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shared.design.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shared.design.language.LanguageMiddleware",
    "sandbox.hosts.by_host",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["shared.design.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "sandbox.hosts.context",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": django_database(ENVIRONMENT.database_url, prepared=True)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["sandbox.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("polski")), ("en", _("angielski")), ("uk", _("ukraiński"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

SESSION_ENGINE = "shared.postgres.sessions"
SESSION_COOKIE_NAME = "sandbox_session"
CSRF_COOKIE_NAME = "sandbox_csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # the browser asks about redirects after a form, too: the answer travels on through UEOZ to whoever asked it
        "form-action": [SELF, *map(ENVIRONMENT.site, HOSTS), ENVIRONMENT.ueoz_url, ENVIRONMENT.client_url],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "shared.design.finders.PackageFinder",
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

vars().update(django_mail(ENVIRONMENT.smtp_url))
DEFAULT_FROM_EMAIL = "Profil zaufany <nie-odpowiadaj@pz.localhost>"
