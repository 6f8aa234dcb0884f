"""One settings module for demonstration and production; what differs comes from the environment.

DATABASE_URL        postgres://... ; default: an SQLite file in the data folder
ZHIDAI_DATA         the data folder; default: ./var
ZHIDAI_SECRET_KEY   default: made once and kept in the data folder
ZHIDAI_HOSTS        host names served, comma separated; default: this machine only
ZHIDAI_HTTPS        1: cookies only over HTTPS
ZHIDAI_VALUATION_PARAMETERS  a bank's own parameters of valuation (YAML); default: the shipped ones
ZHIDAI_DEMO         1: the demonstration city, whose business date moves on the page
"""

import os
import secrets
from pathlib import Path

import dj_database_url

from zhidai.wording.compilation import ensure_compiled

DATA = Path(os.environ.get("ZHIDAI_DATA", "var")).resolve()


def _secret_key() -> str:
    if given := os.environ.get("ZHIDAI_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZHIDAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
VALUATION_PARAMETERS = (
    Path(given).resolve() if (given := os.environ.get("ZHIDAI_VALUATION_PARAMETERS")) else None
)
IS_DEMONSTRATION = os.environ.get("ZHIDAI_DEMO") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "zhidai.db.parties",
    "zhidai.db.rights",
    "zhidai.db.cases",
    "zhidai.db.history",
    "zhidai.db.lending",
    "zhidai.db.guarantees",
    "zhidai.db.subsidies",
    "zhidai.db.portfolio",
    "zhidai.db.journal",
    "zhidai.db.schemes",
    "zhidai.db.valuation",
    "zhidai.db.filings",
    "zhidai.db.early_warning",
    "zhidai.db.integrity",
    "zhidai.db.corrections",
    "zhidai.db.exports",
    "zhidai.db.published",
    "zhidai.db.takeover",
    "zhidai.db.anomalies",
    "zhidai.db.statistics",
    "zhidai.web.shared",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhidai.web.shared.security.ContentSecurityPolicy",
    "zhidai.web.shared.security.PlainRequests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhidai.config.urls"
WSGI_APPLICATION = "zhidai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parents[1] / "web"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhidai.web.shared.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA / 'zhidai.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer queues at once instead of failing late
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "zhidai.web.shared.signing_in.locked_out"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
IS_HTTPS = os.environ.get("ZHIDAI_HTTPS") == "1"  # a TLS proxy stands in front
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

UPLOAD_LIMIT = 10 * 1024 * 1024  # one file
REQUEST_LIMIT = 120 * 1024 * 1024  # a whole form with its files
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # form fields without files
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ensure_compiled()]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "zhidai.web.shared.errors.csrf_failed"
LOGGING = {  # what goes wrong is told where the server was started
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING"}},
}
