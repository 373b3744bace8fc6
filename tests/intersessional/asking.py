"""One client for each role."""

import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from intersessional.signing_in.confirmation import CONFIRMED
from tests.staff import member_of

STAFF = ("editor", "officer", "superuser")
ROLES = ("anonymous", *STAFF)


def clients():
    """Staff have just signed in with their second factor."""
    staff = {
        "editor": member_of("an-editor", "Editors").user,
        "officer": member_of("an-officer", "Sponsorship officers").user,
        "superuser": User.objects.create_superuser("a-superuser"),
    }
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in staff.items():
        device = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
        found[role].force_login(user)
        session = found[role].session
        session.update({DEVICE_ID_SESSION_KEY: device.persistent_id, CONFIRMED: int(time.time())})
        session.save()
    return found
