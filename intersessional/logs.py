"""What the log says and what it keeps to itself: lines for people or JSON, each with its request's id."""

import json
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from intersessional.request_ids import current_request_id

FORMATS = ("line", "json")


class RequestIdFilter(logging.Filter):
    """Gives each log record the id of the request that it belongs to, or `-`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class SecretPathFilter(logging.Filter):
    """Keeps secrets that are parts of addresses out of the log: what follows one of the prefixes."""

    def __init__(self, prefixes: Sequence[str]) -> None:
        super().__init__()
        self.secrets = [(re.compile(rf"{re.escape(prefix)}[^\s/'\"]+"), f"{prefix}…") for prefix in prefixes]

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        masked = self.masked(told)
        if masked != told:
            record.msg, record.args = masked, ()
        return True

    def masked(self, text: str) -> str:
        for secret, shown in self.secrets:
            text = secret.sub(shown, text)
        return text


class WithoutRows(logging.Formatter):
    """Leaves out of a stack what PostgreSQL adds to a refusal: the values of the row, a person's among them."""

    DETAIL = re.compile(
        r"^DETAIL:.*?(?=^Traceback |^The above exception |^During handling |\Z)", re.MULTILINE | re.DOTALL
    )

    def formatException(self, ei: Any) -> str:  # noqa: N802 logging's own name
        return self.DETAIL.sub("DETAIL: …\n\n", super().formatException(ei)).rstrip()


class JsonLines(WithoutRows):
    """One object a line: `time` (UTC), `level`, `logger`, `request_id`, `message`, and `stack` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": current_request_id.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["stack"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def logging_of(*, level: str, form: str, secret_paths: Sequence[str]) -> dict[str, Any]:
    """All goes to the standard error stream, in one of `FORMATS`. For `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "intersessional.logs.RequestIdFilter"},
            "secret_paths": {"()": "intersessional.logs.SecretPathFilter", "prefixes": secret_paths},
        },
        "formatters": {
            "line": {
                "()": "intersessional.logs.WithoutRows",
                "fmt": "{asctime} {levelname} [{request_id}] {name}: {message}",
                "style": "{",
            },
            "json": {"()": "intersessional.logs.JsonLines"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "filters": ["request_id", "secret_paths"], "formatter": form},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would mail, or print twice.
            "django": {"handlers": [], "propagate": True},
            # Scanners ask for any host; the answer is 400, and a stack for each tells nothing.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
