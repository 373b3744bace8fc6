"""The server's door."""

import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intersessional.settings")

application = get_wsgi_application()

if not settings.SECOND_FACTOR:
    logging.getLogger(__name__).warning("Staff sign in with a password alone: SECOND_FACTOR is off.")
