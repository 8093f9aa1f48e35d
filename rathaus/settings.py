"""Every setting of an installation, read from the environment; docs/settings.md explains them."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None) -> str:
    """Return a text setting (empty is as good as missing); one that is needed explains itself."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Copy .env.example to .env, or see docs/settings.md."
        )
    return value


def read_env_file(path: Path) -> None:
    """Take what the environment does not say from a file of NAME=value lines."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for line in lines:
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def env_flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no setting: 1, true, yes and on mean yes."""
    return env(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def env_database(name: str, default: str) -> dict[str, object]:
    """Return Django's database settings for sqlite:///path or postgres://user:pw@host:port/db."""
    url = urlsplit(env(name, default))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path[1:]),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000"
                ),
            },
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(
        f"{name} must begin with sqlite:/// or postgres://, not {url.scheme!r}."
    )


read_env_file(Path(os.environ.get("ENV_FILE", str(BASE_DIR / ".env"))))
DEBUG = env_flag("DEBUG")
DEMO = env_flag("DEMO")
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in env("SECRET_KEY_FALLBACKS", "").split(",") if key]
# 32 bytes as 64 hex digits: everything that citizens write is encrypted under it.
DATA_KEY = env("DATA_KEY")
if not re.fullmatch(r"[0-9A-Fa-f]{64}", DATA_KEY):
    raise ImproperlyConfigured("DATA_KEY must be 64 hex digits; .env.example says how to make one.")
# Signs what other installations receive; without one of its own it is derived from DATA_KEY.
SIGNING_KEY = env("SIGNING_KEY", "")
if SIGNING_KEY and not re.fullmatch(r"[0-9A-Fa-f]{64}", SIGNING_KEY):
    raise ImproperlyConfigured(
        "SIGNING_KEY must be 64 hex digits, or empty; .env.example says how to make one."
    )
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Links in e-mails begin with it.
BASE_URL = env("BASE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# What this installation is called in others.
INSTALLATION_NAME = env("INSTALLATION_NAME", urlsplit(BASE_URL).hostname or "Rathaus")
# Whether catalogues in one's own network may be followed; the outside world is always allowed.
FOLLOW_PRIVATE_ADDRESSES = env_flag("FOLLOW_PRIVATE_ADDRESSES")
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DATABASES = {"default": env_database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'rathaus.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "rathaus.cities",
    "rathaus.outbox",
    "rathaus.people",
    "rathaus.processes",
    "rathaus.sharing",
    "rathaus.applications",
    "rathaus.cases",
    "rathaus.notices",
    "rathaus.connectors",
    "rathaus.web",
    "rathaus.portal",
    "rathaus.studio",
    "rathaus.desk",
    "rathaus.operating",
    "rathaus.catalogue",
    "rathaus.demo",
    "formtools",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rathaus.web.middleware.SafetyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "rathaus.cities.middleware.CityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rathaus.web.middleware.CityNeededMiddleware",
    "rathaus.web.closing.ClosedCityMiddleware",
]

ROOT_URLCONF = "rathaus.urls"
WSGI_APPLICATION = "rathaus.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rathaus.web.context_processors.town_hall",
            ],
        },
    }
]

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "rathaus.people.adapter.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever types a stranger's address sends the stranger no mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A session ends with the browser: desks are shared.
ACCOUNT_SESSION_REMEMBER = False
# Rate limits count by the client's address, which a proxy passes on; spoofed ones are not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXY_COUNT", str(int(env_flag("BEHIND_PROXY")))))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "web:start"
MFA_ADAPTER = "rathaus.people.second_factor.SealedMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Staff are invited by their address; it is not theirs to verify here.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Rathaus"

# --- Languages ------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "rathaus" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Encrypted uploads and notices; never served by path.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "files",
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
# Counts login attempts across all worker processes of a host; Redis may be down, logins may not.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # Once it is full, entries go at random: nobody empties it of their own counts that easily.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# Beside what is compressed already: the fonts of letters, which are printed and never served.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "webp", "woff", "woff2", "gz", "br", "ttf")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Files included: nothing larger is read from the network at all.
LARGEST_REQUEST = 128 * 1024 * 1024
# How often within how many seconds; by the client's address, which a whole school may share.
LIMITS = {
    "drafts": (300, 3600),
    "uploads": (600, 3600),
    "mails": (60, 3600),
    # To one mailbox, whoever asks.
    "mailbox": (6, 3600),
}

# --- News between the apps -------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", "")
OUTBOX_SWEEP_SECONDS = int(env("OUTBOX_SWEEP_SECONDS", "15"))
# What a worker that died was doing is free again after that long; renewed while it works.
OUTBOX_LEASE_SECONDS = max(OUTBOX_SWEEP_SECONDS, 2)
# Above the longest piece of work: a worker that takes longer hangs, and is ended.
OUTBOX_TASK_SECONDS = int(env("OUTBOX_TASK_SECONDS", "120"))
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = OUTBOX_TASK_SECONDS
# Django's connection lives on between tasks, as it does between requests; each task looks first
# whether it still works (close_old_connections), which Celery leaves to us in this mode.
CELERY_DB_REUSE_MAX = 500
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "rathaus.outbox.tasks.sweep",
        "schedule": OUTBOX_SWEEP_SECONDS,
        "options": {"expires": 2 * OUTBOX_SWEEP_SECONDS},
    }
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE

# --- Mail -----------------------------------------------------------------------------------
EMAIL_BACKEND = env(
    "EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "rathaus@localhost")

# --- Safety ---------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_HSTS_SECONDS = 31536000 if BASE_URL.startswith("https://") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "rathaus.web.hiding.WithoutMessages",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"without_keys": {"()": "rathaus.web.hiding.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_keys"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    # It tells of every step of every page.
    "loggers": {"weasyprint.progress": {"level": "WARNING"}},
}
