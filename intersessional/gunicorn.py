"""gunicorn's settings, from the environment: `gunicorn --config python:intersessional.gunicorn intersessional.wsgi`.

HUP starts new workers with the code and files that are there now, and lets the old ones finish.
"""

from environs import FileAwareEnv, validate

from intersessional.logs import FORMATS, logging_of

env = FileAwareEnv(strip_whitespace=True)

bind: list[str] = env.list("BIND", ["127.0.0.1:8000"])
# Each answers one request at a time: a proxy in front takes slow readers and writers upon itself.
workers = env.int("WEB_CONCURRENCY", 2)
# A worker that is busy with one request for longer is ended; one that shall go finishes its request within the same.
timeout = env.int("WEB_TIMEOUT", 30)
graceful_timeout = timeout
# A worker says that it lives by touching a file: in memory, so that no busy disk makes it look dead.
worker_tmp_dir = "/dev/shm"  # noqa: S108 nothing of ours is read from there
control_socket_disable = True

logconfig_dict = logging_of(
    level=env.str("LOG_LEVEL", "INFO"),
    form=env.str("LOG_FORMAT", "line", validate=validate.OneOf(FORMATS)),
    secret_paths=(),
)
# Its own log of requests would tell addresses whole; ours (`LOG_REQUESTS`) doesn't.
logconfig_dict["loggers"] |= {
    "gunicorn.error": {"handlers": [], "propagate": True},
    "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
}
