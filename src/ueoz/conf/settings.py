# SPDX-License-Identifier: EUPL-1.2
"""Django's settings of UEOZ, made from a typed environment."""

import os
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from shared.design.site import Site
from shared.guessing.limits import guessing_settings
from shared.logs import logging_settings
from shared.mail import django_mail
from shared.postgres.address import django_database
from ueoz.conf.environment import ROOT, read
from ueoz.provider.toolkit import toolkit_settings

ENVIRONMENT = read(os.environ)

SECRET_KEY = ENVIRONMENT.secret
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
BASE_URL = ENVIRONMENT.url
ROOT_URLCONF = "ueoz.urls"
WSGI_APPLICATION = "ueoz.conf.wsgi.application"

# The order is the order of layers; each owner keeps one line.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "shared.guessing.apps.GuessingConfig",
    "procrastinate.contrib.django",
    "oauth2_provider",
    "shared.postgres",
    "shared.design",
    "ueoz.pages",
    "ueoz.node",
    "ueoz.accounts",
    "ueoz.eploz",
    "ueoz.provider",
    "ueoz.jobs",
]

MIDDLEWARE = [
    "shared.logs.request_log",
    "shared.plain_text.PlainTextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shared.design.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shared.design.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ueoz.accounts.middleware.session_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["shared.design.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "shared.design.site.site",
            ],
        },
    },
]

# Database
DATABASES: dict[str, dict[str, Any]] = {"default": django_database(ENVIRONMENT.database_url, prepared=True)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who signs in, and how
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "ueoz.accounts.backends.AccountBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:account"
NODE = ENVIRONMENT.node
NODE_RECEIVES = "ueoz.accounts.views.entering.receive"  # what happens to whom the node vouches for
ENTRANCES = "ueoz.provider.queries.entrances"  # the ways from an account into systems
NEWCOMERS_URL = "eploz:migration"  # where those go whom the node knows and we do not
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "ueoz.provider.hashers.ClientSecretHasher",
]

# Systems that let people in on our word
OAUTH2_PROVIDER = toolkit_settings(ENVIRONMENT.url)
OAUTH2_PROVIDER_APPLICATION_MODEL = "provider.Client"

# Language and time
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("polski")), ("en", _("angielski"))]
SITE = Site(
    short="UEOZ",
    name=_("Usługi Elektroniczne Ochrony Zdrowia"),
    person="accounts/person.html",
    footer="pages/footer.html",
)
CSRF_FAILURE_VIEW = "ueoz.pages.errors.stale_form"
LOCALE_PATHS = [ROOT / "src" / "ueoz" / "locale", ROOT / "src" / "shared" / "design" / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# Sessions and cookies
SESSION_ENGINE = "shared.postgres.sessions"
SESSION_COOKIE_NAME = "ueoz_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # the limits people feel are in ueoz.accounts.sessions
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "ueoz_csrf"
LANGUAGE_COOKIE_NAME = "ueoz_language"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_secure

# What a browser may do with our pages
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_secure else None
SECURE_SSL_REDIRECT = ENVIRONMENT.is_secure
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.is_secure
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, ENVIRONMENT.ssoz_url],  # the browser asks about redirects after a form, too
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Static files: ours, and the vendors' as npm left them
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static-ueoz"
STATICFILES_FINDERS = [
    "shared.design.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "shared.design.finders.PackageFinder",
]
STATICFILES_BUNDLES = ("design/design.js", "design/frame.css", "design/site.css")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "shared.design.storage.PublishedStorage"},
}
WHITENOISE_MAX_AGE = 60

# Guessing of e-PLOZ passwords: by name and by address
vars().update(guessing_settings())

# e-PLOZ: behind one adapter
EPLOZ_DIRECTORY = "ueoz.eploz.directory.OwnTable"

# Mail
vars().update(django_mail(ENVIRONMENT.smtp_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

LOGGING = logging_settings(ENVIRONMENT.log_level)

# Personal data: keys `id:base64` of 32 bytes, the first encrypts, the rest still decrypt
ENCRYPTION_KEYS = ENVIRONMENT.encryption_keys
LOOKUP_KEY = ENVIRONMENT.lookup_key
