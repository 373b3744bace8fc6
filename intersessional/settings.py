"""Settings: every difference between machines comes from the environment."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from environs import FileAwareEnv, validate

from intersessional.deployed import code_digest
from intersessional.logs import FORMATS, logging_of

# A variable may also be given by a file: SECRET_KEY_FILE=/run/secrets/key.
env = FileAwareEnv(strip_whitespace=True)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# Secrets and hosts

DEBUG = env.bool("DEBUG", default=False)

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing: set it to a long random text, or SECRET_KEY_FILE to the file that holds it."
        )
    SECRET_KEY = get_random_secret_key()

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
CSRF_FAILURE_VIEW = "intersessional.errors.csrf_failure"
# Of whoever answers those who can't read or use a page.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
# Of whoever is told of weaknesses, where that is somebody else.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "", validate=validate.Regexp(r"((mailto:|https://)\S+)?\Z"))

HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks for these over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
# Whoever owns the domain decides for its other hosts; the deploy check would have both on.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Only behind a proxy that sets this header itself: otherwise a client could claim HTTPS.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Named and shaped as in Django 6; our middleware sends it until then.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    **{f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")},
    "form-action": ["'self'"],
    **{directive: ["'none'"] for directive in ("frame-ancestors", "base-uri", "object-src")},
}

# Apps and what every request passes through

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "intersessional.apps.IntersessionalConfig",
    "committees",
    "meetings",
    "intersessional.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "intersessional.signing_in.apps.SigningInConfig",
    "intersessional.audit.apps.AuditConfig",
    "simple_history",
]

MIDDLEWARE = [
    # Above all that may answer by itself, so that each answer passes them.
    "intersessional.middleware.request_id",
    "intersessional.middleware.security_headers",
    "intersessional.middleware.cache_policy",
    "intersessional.middleware.patience",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above all that makes or keeps a page.
    "intersessional.lib.languages.page_language",
    # Above the compression, which it does itself, once for each kept answer; and above session and account.
    "intersessional.middleware.kept_answers",
    # The ETag is made of what was written, hence below the compression.
    "intersessional.middleware.Compression",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "intersessional.access.DeniedByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "intersessional.malformed.MalformedRequests",
]

ROOT_URLCONF = "intersessional.urls"
WSGI_APPLICATION = "intersessional.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # Nearly every page shows texts of the content.
            "builtins": ["intersessional.templatetags.languages"],
        },
    },
]

# Widgets of ours are drawn by templates of ours.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Off, browsers forget the schedules that they have kept for reading without a network.
OFFLINE_SCHEDULES = env.bool("OFFLINE_SCHEDULES", default=True)

# Answers kept by another version of the code are not given by this one.
DEPLOYED_VERSION = env.str("DEPLOYED_VERSION", "") or code_digest(BASE_DIR)

# Database and cache

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HAS_OWN_DATABASE = not env.str("DATABASE_URL", "")

DATABASE: dict[str, Any] = dict(env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        # A transaction that turns to writing half-way is refused at once, whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    } | DATABASE.get("OPTIONS", {})
else:
    # A request gives up on a server that hangs; psycopg alone would wait for ever.
    DATABASE |= {"ENGINE": "intersessional.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASE["OPTIONS"] = {
        "connect_timeout": 3,
        "options": "-c statement_timeout=10s -c lock_timeout=5s",
    } | DATABASE.get("OPTIONS", {})

DATABASES = {"default": DATABASE}

CACHE: dict[str, Any] = dict(env.dj_cache_url("CACHE_URL", "locmem://"))
if CACHE["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHE["BACKEND"] = "intersessional.lib.shared_cache.SharedCache"
CACHES = {"default": CACHE}

SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

# Accounts

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# Off on a local address alone; a deployment that leaves it off is told so.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=True)
OTP_TOTP_ISSUER = "Intersessional"
# Guesses are counted before they are compared, by ourselves: these count after.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_STATIC_THROTTLE_FACTOR = 0

SESSION_ENGINE = "intersessional.signing_in.store"
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", 60) * 60
SESSION_LONGEST_AGE = env.int("SESSION_HOURS", 12) * 60 * 60
# For exports of personal data, erasure, and the reset of somebody's second factor.
CONFIRMATION_AGE = env.int("CONFIRMATION_MINUTES", 10) * 60

# Languages and time

# The languages of titles, summaries and documents, each by its own name, in the order they are shown.
CONTENT_LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]

# Those of them in which the pages speak. English stands at plain addresses and is always among them.
LANGUAGE_CODE = "en"
INTERFACE_LANGUAGES: list[str] = env.list("INTERFACE_LANGUAGES", [*dict(CONTENT_LANGUAGES)])
# Those whose texts a translator has reviewed; pages in the others say that nobody has.
REVIEWED_LANGUAGES: list[str] = env.list("REVIEWED_LANGUAGES", [])
for name, chosen in (("INTERFACE_LANGUAGES", INTERFACE_LANGUAGES), ("REVIEWED_LANGUAGES", REVIEWED_LANGUAGES)):
    if unknown := set(chosen) - dict(CONTENT_LANGUAGES).keys():
        raise ImproperlyConfigured(f"{name} knows no {', '.join(sorted(unknown))}.")
LANGUAGES = [(code, name) for code, name in CONTENT_LANGUAGES if code == LANGUAGE_CODE or code in INTERFACE_LANGUAGES]
FORMAT_MODULE_PATH = ["intersessional.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Europe/Zurich")

# Static files, and files that staff upload: these have no address of their own, a view gives them

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "intersessional.lib.uploads.UploadStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "intersessional.static_files.HashedFiles"
        ),
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "files")))
FILE_UPLOAD_HANDLERS = [
    "intersessional.lib.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "intersessional.lib.uploads.SpooledUpload",
]

BACKUP_ROOT = Path(env.str("BACKUP_ROOT", str(VAR_DIR / "backups")))
# Who was erased, to be applied again to what a backup from before brings back: so it lies outside the database.
ERASURES_FILE = Path(env.str("ERASURES_FILE", str(VAR_DIR / "erasures.jsonl")))
# Dotted paths of functions without arguments, called once a backup has been restored.
AFTER_RESTORE = ["meetings.actions.leave_kept_answers"]

# The staff's start page: models by group, "app.Model"; a model in no group stands under its app

STAFF_GROUPS: list[tuple[Any, list[str]]] = [
    (
        _("Meetings and their programme"),
        [
            *("meetings.Meeting", "meetings.Segment", "meetings.AgendaItem", "meetings.ThematicOption"),
            *("meetings.Deadline", "meetings.ExternalMeeting", "meetings.Departure"),
        ],
    ),
    (_("Documents and decisions"), ["meetings.Document", "meetings.PresidentsPaper", "meetings.Decision"]),
    (
        _("States and committees"),
        ["committees.Committee", "committees.Membership", "committees.State", "committees.Objective"],
    ),
    (
        _("Sponsorship Programme"),
        [
            *("meetings.SponsorshipRound", "meetings.Nomination", "meetings.Contribution"),
            *("meetings.Attendance", "meetings.ReportedFigure"),
        ],
    ),
    (_("Accounts"), ["auth.User", "auth.Group", "audit.Line"]),
]
# Dotted paths of functions that take the request and give back a rendered panel, or nothing.
STAFF_PANELS = ["intersessional.signing_in.panels.without_second_factor", "meetings.admin.start.panel"]

# What follows these prefixes in an address opens something by itself, so no log tells it.
SECRET_PATHS = ["/drafts/"]

# Off, since a proxy in front can tell the same; never more than method, path, status and time.
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=False)
LOGGING = logging_of(
    level=env.str("LOG_LEVEL", "INFO"),
    form=env.str("LOG_FORMAT", "line", validate=validate.OneOf(FORMATS)),
    secret_paths=SECRET_PATHS,
)
