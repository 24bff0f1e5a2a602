# SPDX-License-Identifier: EUPL-1.2
"""Django's settings of the statistics system, made from a typed environment."""

import os
from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from shared.design.site import Link, Site
from shared.guessing.limits import guessing_settings
from shared.logs import logging_settings
from shared.mail import django_mail
from shared.postgres.address import django_database
from ssoz.conf.environment import ROOT, file_storage, read

ENVIRONMENT = read(os.environ)
SSOZ_HOME = ENVIRONMENT.home

SECRET_KEY = ENVIRONMENT.secret
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
BASE_URL = ENVIRONMENT.url

ROOT_URLCONF = "ssoz.urls"
WSGI_APPLICATION = "ssoz.conf.wsgi.application"

# The order is the order of layers; each owner keeps one line.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "shared.guessing.apps.GuessingConfig",
    "procrastinate.contrib.django",
    "shared.postgres",
    "shared.design",
    "ssoz.audit",
    "ssoz.notifications",
    "ssoz.registers",
    "ssoz.access",
    "ssoz.attachments",
    "ssoz.catalogue",
    "ssoz.rounds",
    "ssoz.reports",
    "ssoz.documents",
    "ssoz.applications",
    "ssoz.cards",
    "ssoz.statistics",
    "ssoz.jobs",
    "ssoz.www.health",
    "ssoz.www.account",
    "ssoz.www.reporter",
    "ssoz.www.public",
    "ssoz.www.statistician",
    "ssoz.www.supervisor",
    "ssoz.www.administrator",
    "ssoz.www.trail",
    "ssoz.www.home",
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
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ssoz.access.middleware.ActorMiddleware",
    "ssoz.access.middleware.PermissionMiddleware",
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
                "ssoz.access.context.access",
                "ssoz.www.account.mine.reminder.reminder",
            ],
        },
    },
]

# Database
DATABASES: dict[str, dict[str, Any]] = {"default": django_database(ENVIRONMENT.database_url)}
DATABASE_ROLE = ENVIRONMENT.database_role  # what pages and jobs connect as; migrations give it its rights
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Person"
PUBLIC_VIEW_MODULES = frozenset({"shared.design.views"})  # pages of the kit, which cannot declare a permission of ours

# Language and time
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("polski")), ("en", _("angielski"))]
# The page frame: what stands in its footer, and in its navigation before signing in
SITE = Site(
    person="account/person.html",
    footer="public/footer.html",
    links=(
        Link(_("Start"), "public:start"),
        Link(_("Formularze i terminy"), "public:forms"),
        Link(_("Komunikaty"), "public:news"),
        Link(_("Pomoc"), "public:help"),
        Link(_("Kontakt"), "public:contact"),
    ),
)
CSRF_FAILURE_VIEW = "ssoz.www.public.errors.stale_form"
LOCALE_PATHS = [ROOT / "src" / "ssoz" / "locale", ROOT / "src" / "shared" / "design" / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# Sessions and cookies
SESSION_ENGINE = "ssoz.access.session_store"
SESSION_COOKIE_NAME = "ssoz_session"
SESSION_COOKIE_AGE = ENVIRONMENT.session_longest  # the limits people feel are in ssoz.access.sessions
SESSION_IDLE = timedelta(seconds=ENVIRONMENT.session_idle)
SESSION_LONGEST = timedelta(seconds=ENVIRONMENT.session_longest)
SESSION_WARNING = timedelta(seconds=ENVIRONMENT.session_warning)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "ssoz_csrf"
LANGUAGE_COOKIE_NAME = "ssoz_language"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_secure

# What a browser may do with our pages
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_secure else None
SECURE_SSL_REDIRECT = ENVIRONMENT.is_secure
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.is_secure
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a plain form brings every cell of a report
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, ENVIRONMENT.oidc_issuer],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Static files: ours, and the vendors' as npm left them
STATIC_URL = "/static/"
STATIC_ROOT = SSOZ_HOME / "static"
STATICFILES_FINDERS = [
    "shared.design.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "shared.design.finders.PackageFinder",
]
STATICFILES_BUNDLES = (
    "account/session.js",
    "account/tour.js",
    "design/design.js",
    "design/frame.css",
    "design/site.css",
    "reporter/report.css",
    "reporter/sheet.js",
)
STORAGES = {
    "default": file_storage(ENVIRONMENT),
    "staticfiles": {"BACKEND": "shared.design.storage.PublishedStorage"},
}
WHITENOISE_MAX_AGE = 60

# Forms pass the whole gate when they are published; those of tests about other things need no examples and proofs
GATE_PROOFS = True

# Files that people attach
ATTACHMENT_LIMIT = ENVIRONMENT.attachment_limit * 1024 * 1024
CLAMD = ENVIRONMENT.clamd
TRUST_LIST = ENVIRONMENT.trust_list

UPLOAD_LIMITS = {"/karty/plik/": 64 * 1024 * 1024}  # 100,000 cards are 11 MB as CSV

FILE_UPLOAD_HANDLERS = [
    "ssoz.attachments.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Where printed applications are to be handed in
APPLICATION_OFFICE = ENVIRONMENT.office
APPLICATION_OFFICE_EMAIL = ENVIRONMENT.office_email
APPLICATION_OFFICE_ADDRESS = ENVIRONMENT.office_address

# Mail
vars().update(django_mail(ENVIRONMENT.smtp_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

LOGGING = logging_settings(ENVIRONMENT.log_level)

# Sign-in: endpoints are pinned; browsers use the issuer's address, the server the back channel
OIDC_ISSUER = ENVIRONMENT.oidc_issuer
OIDC_AUTHORIZE_URL = f"{ENVIRONMENT.oidc_issuer}/o/authorize/"
OIDC_END_SESSION_URL = f"{ENVIRONMENT.oidc_issuer}/o/logout/"
OIDC_TOKEN_URL = f"{ENVIRONMENT.oidc_backchannel}/o/token/"
OIDC_JWKS_URL = f"{ENVIRONMENT.oidc_backchannel}/o/.well-known/jwks.json"
OIDC_USERINFO_URL = f"{ENVIRONMENT.oidc_backchannel}/o/userinfo/"
OIDC_ASSURANCE_LEVELS = frozenset(f"http://eidas.europa.eu/LoA/{level}" for level in ("substantial", "high"))
OIDC_CLIENT_ID = ENVIRONMENT.oidc_client_id
OIDC_CLIENT_SECRET = ENVIRONMENT.oidc_client_secret

# Passwords of SSOZ I and of local accounts: guessing is limited by name and by address
vars().update(guessing_settings())
LOCAL_ACCOUNTS = ENVIRONMENT.local_accounts  # registration and sign-in with a login and password of our own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
TRANSFER_YEARS = ENVIRONMENT.transfer_years  # accounts of SSOZ I older than that stay behind; 0: none do

# Personal data: keys `id:base64` of 32 bytes, the first encrypts, the rest still decrypt
ENCRYPTION_KEYS = ENVIRONMENT.encryption_keys
LOOKUP_KEY = ENVIRONMENT.lookup_key

# Accountability: where the roots of the audit trail are published
AUDIT_ROOTS = ENVIRONMENT.audit_roots
