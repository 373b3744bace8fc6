"""The second factor of an account: an app that makes codes, and ten codes on paper that hold once each."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from intersessional.signing_in import told

NUMBER_OF_CODES = 10
DIGITS = 6


def is_wanted() -> bool:
    return bool(settings.SECOND_FACTOR)


def is_satisfied(user: User | AnonymousUser) -> bool:
    """The session was begun with it, or it isn't wanted here."""
    return not is_wanted() or bool(getattr(user, "otp_device", None))


def is_enrolled(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def being_set_up(user: User) -> TOTPDevice:
    """The app's secret that waits for its first code: the same one until then."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def enrol(user: User, code: str) -> TOTPDevice | None:
    """None where the code isn't the app's."""
    device: TOTPDevice | None = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or is_enrolled(user) or not device.verify_token(plain(code)):
        return None
    device.confirmed = True
    device.save()
    told.enrolled(user)
    return device


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Ten, shown this once; the earlier ones no longer hold."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="codes")
    codes = [StaticToken.random_token() for _ in range(NUMBER_OF_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    told.codes_made(user)
    return codes


def codes_left(user: User) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def device_of(user: User, code: str) -> Device | None:
    """What the code is of, used up by it; None where it is of nothing."""
    code = plain(code)
    kind = TOTPDevice if code.isdecimal() and len(code) == DIGITS else StaticDevice
    device: Device | None = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None or not device.verify_token(code):
        return None
    if kind is StaticDevice:
        told.backup_code_used(user, codes_left(user))
    return device


def plain(code: str) -> str:
    """As it is stored, however it was typed."""
    return "".join(code.split()).lower()


@transaction.atomic
def reset(user: User, *, by: User) -> None:
    """The next sign-in sets up a new one; whoever is signed in by this account no longer is."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    end_sessions(user)
    told.second_factor_reset(user, by=by)


def end_sessions(user: User) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
