"""Staff at the sign-in: their accounts, codes of their apps, and a hasher that counts."""

import threading
import time

from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from intersessional.signing_in import second_factor

PASSWORD = "a long password of tests"
SIGN_IN = "/admin/login/"


class CountingHasher(MD5PasswordHasher):
    """Knows how many passwords were hashed to be compared."""

    algorithm = "md5"
    count = 0
    lock = threading.Lock()

    def encode(self, password, salt):
        with self.lock:
            CountingHasher.count += 1
        return super().encode(password, salt)


def an_account(name="secretary", **fields):
    return User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **fields})


def with_second_factor(user):
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    return user


def code_of(user, steps=0):
    """What the app shows now; each code holds once, so that a later one is asked for by its steps."""
    device = TOTPDevice.objects.get(user=user)
    app = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    app.time = time.time() + steps * device.step
    return f"{app.token():06d}"


def sign_in(client, name="secretary", password=PASSWORD, code="", **more):
    return client.post(SIGN_IN, {"username": name, "password": password, "code": code, "next": "/admin/"}, **more)


def signed_in(user, steps=0):
    client = Client()
    assert sign_in(client, user.username, code=code_of(user, steps)).status_code == 302
    return client


def backup_codes(user):
    return second_factor.new_codes(user)
