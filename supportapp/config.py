"""Every setting with its default and a line of meaning. The environment overrides: SUPPORTAPP_<NAME>."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Defaults:
    """What applies until the environment or a test says otherwise. Nothing is needed to start."""

    DATABASE_URL = ""  # SQLAlchemy URL; empty: SQLite in the instance folder
    SECRET_KEY = ""  # signs links and forms; made once and kept in the instance folder when empty
    JWT_SECRET_KEY = ""  # signs access and refresh tokens; the same
    PUBLIC_URL = "http://127.0.0.1:5000"  # the address people open; links in mails and ticket_url begin with it
    PRODUCT_NAME = "Support"  # shown in the head of each page and in mails
    SUPPORT_EMAIL = "support@example.com"  # where people turn when nothing else works
    REPLY_PROMISE = "within one working day"  # told to the requester after sending
    REGISTRATION = "open"  # open: anyone may register; closed: accounts come from `flask users create`
    SMTP_URL = ""  # smtp://, smtp+starttls:// or smtps://USER:PASSWORD@HOST:PORT; empty: messages go to the console
    MAIL_FROM = "Support <support@example.com>"  # the sender of every mail
    TRUSTED_PROXIES = 0  # how many proxies in front may set X-Forwarded-For and -Proto
    ALLOW_PRIVATE_TARGETS = False  # may we call loopback and private addresses (a model or tracker of your own)?

    LLM_BASE_URL = ""  # an OpenAI-compatible endpoint, such as https://api.example.com/v1; empty: no language model
    LLM_MODEL = ""  # which of its models drafts
    LLM_API_KEY = ""  # sent as a bearer token; empty: none is needed
    LLM_TIMEOUT = 20  # seconds for one draft altogether; after that it is the embedded draft
    LLM_LIMIT = "60 per hour"  # how often one person may have the model asked

    LOG_LEVEL = "INFO"  # DEBUG, INFO, WARNING, ERROR

    ACCESS_TOKEN_MINUTES = 15  # life of an access token given to a JSON client
    REFRESH_TOKEN_DAYS = 30  # life of a refresh token, and of a sign-in as a whole
    BROWSER_SIGN_IN_HOURS = 12  # a browser is signed out after this long without a request

    RATELIMIT_STORAGE_URI = "database://"  # where sign-in attempts are counted: our database, or redis://...
    RATELIMIT_STRATEGY = "fixed-window"

    MAX_CONTENT_LENGTH = 256 * 1024  # bytes of a request body; transcripts and typed texts may be larger (web.py)
    MAX_FORM_MEMORY_SIZE = 256 * 1024  # bytes of a form field

    BOOTSTRAP_SERVE_LOCAL = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_HTTPONLY = True
    SQLALCHEMY_ENGINE_OPTIONS: dict[str, Any] = {}  # noqa: RUF012

    JWT_TOKEN_LOCATION = ("headers", "cookies")
    JWT_ALGORITHM = "HS256"
    JWT_DECODE_ALGORITHMS = ("HS256",)
    JWT_ENCODE_ISSUER = "supportapp"
    JWT_DECODE_ISSUER = "supportapp"
    JWT_ENCODE_AUDIENCE = "supportapp"
    JWT_DECODE_AUDIENCE = "supportapp"
    JWT_COOKIE_SAMESITE = "Lax"
    JWT_COOKIE_CSRF_PROTECT = True
    JWT_CSRF_CHECK_FORM = True
    JWT_SESSION_COOKIE = True

    API_TITLE = "Support tickets"
    API_VERSION = "1"
    OPENAPI_VERSION = "3.1.0"


class ConfigError(RuntimeError):
    """A setting that would be unsafe or can't work; the message says how to mend it."""


def configure(app: Flask, overrides: dict[str, Any] | None) -> None:
    """Fill `app.config`: the defaults, then the environment, then what the caller passed; derive the rest."""
    app.config.from_object(Defaults)
    app.config.from_prefixed_env("SUPPORTAPP")
    app.config.update(overrides or {})
    _set_secrets(app)
    _set_database(app)
    _set_cookies(app)
    app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=app.config["ACCESS_TOKEN_MINUTES"])
    app.config["JWT_REFRESH_TOKEN_EXPIRES"] = timedelta(days=app.config["REFRESH_TOKEN_DAYS"])


def folder(name: str) -> Path:
    """Return where `templates`, `static` or `migrations` lie: beside the package, or inside an installed one."""
    beside, inside = ROOT / name, Path(__file__).resolve().parent / f"_{name}"
    return inside if inside.is_dir() else beside


def instance_path() -> str | None:
    """Return the folder for the database file and secrets where the environment names one, else Flask's own."""
    named = os.environ.get("SUPPORTAPP_INSTANCE_PATH")
    return str(Path(named).resolve()) if named else None


def is_loopback(url: str) -> bool:
    """Tell whether an address is served only to this machine."""
    return urlsplit(url).hostname in LOOPBACK


def _set_secrets(app: Flask) -> None:
    for name in ("SECRET_KEY", "JWT_SECRET_KEY"):
        value = str(app.config[name] or "") or _kept_secret(Path(app.instance_path) / name.lower())
        if len(value.encode()) < SHORTEST_SECRET:
            raise ConfigError(
                f"SUPPORTAPP_{name} is shorter than {SHORTEST_SECRET} bytes. Make one with: "
                'python -c "import secrets; print(secrets.token_hex(32))", or leave it unset.'
            )
        app.config[name] = value


def _kept_secret(path: Path) -> str:
    """Read the secret at `path`; make it first if it isn't there. Two processes starting at once get the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def _set_database(app: Flask) -> None:
    url = str(app.config["DATABASE_URL"])
    if not url:
        Path(app.instance_path).mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{Path(app.instance_path) / 'supportapp.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            url = "postgresql+psycopg://" + url.removeprefix(short)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if url.startswith("postgresql"):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "pool_pre_ping": True,
            "connect_args": {"connect_timeout": 4},
            **app.config["SQLALCHEMY_ENGINE_OPTIONS"],
        }


def _set_cookies(app: Flask) -> None:
    secure = not is_loopback(app.config["PUBLIC_URL"])
    app.config.setdefault("JWT_COOKIE_SECURE", secure)
    if not app.config["SESSION_COOKIE_SECURE"]:
        app.config["SESSION_COOKIE_SECURE"] = app.config["JWT_COOKIE_SECURE"]
