"""Settings. Everything a person may set is an environment variable, listed in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from secondstory.config.home import home, mail_password, secret_key


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").lower() in {"1", "true", "yes", "on"}


PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()

DEBUG = _flag("SECONDSTORY_DEBUG")
DEMO = _flag("SECONDSTORY_DEMO")
SHOW_COMPONENTS = DEBUG or _flag("SECONDSTORY_SHOW_COMPONENTS")
SECRET_KEY = secret_key()

# The address people use. https turns on secure cookies and HSTS.
BASE_URL = os.environ.get("SECONDSTORY_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [h for h in os.environ.get("SECONDSTORY_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    # the house, from the roof down (docs/explanation/architecture.md); first, so that its templates win
    "secondstory.config",
    "secondstory.practice",
    "secondstory.chat",
    "secondstory.importers",
    "secondstory.exporters",
    "secondstory.measures",
    "secondstory.hours",
    "secondstory.bylines",
    "secondstory.outside",
    "secondstory.agreements",
    "secondstory.apprenticeship",
    "secondstory.newsletter",
    "secondstory.commons",
    "secondstory.publishing",
    "secondstory.review",
    "secondstory.writeup",
    "secondstory.procedures",
    "secondstory.recommendations",
    "secondstory.analysis",
    "secondstory.timeline",
    "secondstory.firsthand",
    "secondstory.evidence",
    "secondstory.question_bank",
    "secondstory.concepts",
    "secondstory.guide",
    "secondstory.wording",
    "secondstory.incidents",
    "secondstory.organization",
    "secondstory.search",
    "secondstory.notify",
    "secondstory.ui",
    "secondstory.playbook",
    "secondstory.journal",
    "secondstory.vault",
    "secondstory.people",
    # what it stands on
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "secondstory.config.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "secondstory.config.urls"
WSGI_APPLICATION = "secondstory.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "secondstory.config.context.frame",
            ],
        },
    }
]

# --- database -----------------------------------------------------------------------------------------

if os.environ.get("DATABASE_URL"):
    DATABASES = {
        "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600, conn_health_checks=True)
    }
else:
    DATABASES = {"default": {"ENGINE": "secondstory.config.sqlite", "NAME": str(HOME / "secondstory.sqlite3")}}

if DATABASES["default"]["ENGINE"] in {"django.db.backends.sqlite3", "secondstory.config.sqlite"}:
    DATABASES["default"] |= {
        "ENGINE": "secondstory.config.sqlite",
        "CONN_MAX_AGE": 600,
        "TEST": {"NAME": ":memory:"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut, not only a crash.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON;",
        },
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

# --- people and sign-in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "secondstory.people.sign_in.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address comes with an invitation, by link
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "secondstory"

# --- security -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
_BEHIND_PROXY = _flag("SECONDSTORY_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_PROXY else None
# Whom the limits on signing in are about: behind a proxy, the last address it added; else all would share one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _BEHIND_PROXY else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# One form never needs more; imports have their own limit (importers).
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# One ceiling for files on every form but an import's; what is above it is neither kept in memory nor on the disk.
FILE_UPLOAD_HANDLERS = [
    "secondstory.config.uploads.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- following through --------------------------------------------------------------------------------

# So many days after a recommendation was done, whoever carries it is asked what came of it.
REPORT_BACK_DAYS = int(os.environ.get("SECONDSTORY_REPORT_BACK_DAYS") or 60)

# --- evidence -----------------------------------------------------------------------------------------

COPY_MOST_MB = int(os.environ.get("SECONDSTORY_COPY_MB") or 10)
# Whether addresses outside are asked at all, and which hosts of one's own network may be ('wiki', 'wiki:8080').
LINK_CHECKER = _flag("SECONDSTORY_LINK_CHECKER", default=True)
INSIDE_HOSTS = [host.lower() for host in _words("SECONDSTORY_INSIDE_HOSTS")]
# Prometheus servers that pages may ask for a range, as addresses: http://prometheus:9090
PROMETHEUS = [address.rstrip("/") for address in _words("SECONDSTORY_PROMETHEUS")]

# --- files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected; see WHITENOISE_USE_FINDERS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Built assets carry their hash in the name, so the finders can serve them as they lie in the package.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

SEARCH_INDEX = HOME / "search-index"
# A thread that follows the journal, so that a search need not (docs/explanation/search.md).
SEARCH_THREAD = _flag("SECONDSTORY_SEARCH_THREAD", default=True)
# Keys of private words; where they are given in the environment instead, only the vault reads them (vault/ring.py).
ACCOUNT_KEYS_FILE_IS_NAMED = bool(os.environ.get("SECONDSTORY_ACCOUNT_KEYS_FILE"))
ACCOUNT_KEYS_FILE = Path(os.environ.get("SECONDSTORY_ACCOUNT_KEYS_FILE") or HOME / "account-keys").expanduser()

# --- mail ---------------------------------------------------------------------------------------------

_MAIL_HOST = os.environ.get("SECONDSTORY_MAIL_HOST", "")
_MAIL_BACKEND = os.environ.get("SECONDSTORY_EMAIL_BACKEND", "")
# News leaves only where a way out is named. Links for a new password are else printed in the terminal.
MAIL = bool(_MAIL_HOST or _MAIL_BACKEND)
EMAIL_BACKEND = _MAIL_BACKEND or f"django.core.mail.backends.{'smtp' if _MAIL_HOST else 'console'}.EmailBackend"
EMAIL_HOST = _MAIL_HOST or "localhost"
_MAIL_SECURITY = os.environ.get("SECONDSTORY_MAIL_SECURITY", "starttls").lower()
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_SECURITY == "starttls", _MAIL_SECURITY == "tls"
EMAIL_PORT = int(os.environ.get("SECONDSTORY_MAIL_PORT") or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25))
EMAIL_HOST_USER = os.environ.get("SECONDSTORY_MAIL_USER", "")
EMAIL_HOST_PASSWORD = mail_password()
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = os.environ.get("SECONDSTORY_MAIL_FOLDER") or str(HOME / "mail")
DEFAULT_FROM_EMAIL = (
    os.environ.get("SECONDSTORY_MAIL_FROM") or f"secondstory@{urlsplit(BASE_URL).hostname or 'localhost'}"
)
# A thread of the server that sends what waits; without it, `secondstory mail send` does.
MAIL_THREAD = _flag("SECONDSTORY_MAIL_THREAD", default=True)

# Nothing people typed goes to the log: only levels, codes and addresses of pages.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "secondstory.config.quiet.Line",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SECONDSTORY_LOG_LEVEL", "WARNING")},
}
