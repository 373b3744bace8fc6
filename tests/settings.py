"""The project's settings in an environment of their own, whatever the machine's says."""

import os
import tempfile
from pathlib import Path

os.environ |= {
    "SECRET_KEY": "of the tests",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "HTTPS": "off",
    "DEBUG": "off",
    "SECOND_FACTOR": "off",
    "CACHE_URL": "locmem://",
    "TIME_ZONE": "Europe/Zurich",
    "LOG_LEVEL": "INFO",
    "INTERFACE_LANGUAGES": "ar,zh-hans,en,fr,ru,es",
}
for unwanted in (
    "DATABASE_URL",
    "SECRET_KEY_FILE",
    "DATABASE_URL_FILE",
    "BEHIND_PROXY",
    "CSRF_TRUSTED_ORIGINS",
    "LOG_FORMAT",
    "LOG_REQUESTS",
    "DEPLOYED_VERSION",
    "STATIC_ROOT",
    "MEDIA_ROOT",
):
    os.environ.pop(unwanted, None)
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from intersessional.settings import *  # noqa: E402, F403 the environment first

# A database for each run, so that two runs on one machine don't meet; a file, since the live server's threads share it.
run = os.getpid()
DATABASES["default"]["TEST"] = {  # noqa: F405 from the settings above
    "NAME": (
        f"test_intersessional_{run}"
        if "DATABASE_URL" in os.environ
        else str(Path(tempfile.gettempdir()) / f"intersessional-{run}.sqlite3")
    ),
}

# A mistake of ours in the admin must fail its test, not pass as a bad request; one test puts it back.
MIDDLEWARE.remove("intersessional.malformed.MalformedRequests")  # noqa: F405 from the settings above

# No test writes into the files of this machine's own site; those that store files choose a folder of their own.
MEDIA_ROOT = Path("/dev/null/files")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files as they are written, without collecting them first.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405 as above
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
