"""One secret used twice at the same instant."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from intersessional.signing_in.models import Attempt
from tests.intersessional.signing_in import an_account, backup_codes, code_of, sign_in, with_second_factor
from tests.races.together import MANY, Rounds, Together

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def signing_in(code):
    client = Client(raise_request_exception=False)
    return lambda: sign_in(client, code=code).status_code


@override_settings(SECOND_FACTOR=True)
def one_backup_code(rounds):
    """A code on paper holds once."""
    User.objects.filter(username="secretary").delete()
    user = with_second_factor(an_account())
    codes = []
    with Together() as together:
        for _number in rounds:
            codes = codes or backup_codes(user)
            code = codes.pop()
            Attempt.objects.all().delete()
            assert sorted(together.do(signing_in(code), signing_in(code))) == [200, 302]
            rounds.note("let in", "refused")


@override_settings(SECOND_FACTOR=True)
def one_code_of_the_app(rounds):
    """Nor does a code of the app hold twice within its half minute."""
    User.objects.filter(username="secretary").delete()
    user = with_second_factor(an_account())
    device = user.totpdevice_set.get()
    with Together() as together:
        for _number in rounds:
            device.last_t = -1
            device.save()
            code = code_of(user)
            Attempt.objects.all().delete()
            assert sorted(together.do(signing_in(code), signing_in(code))) == [200, 302]
            rounds.note("let in", "refused")


RACES = [one_backup_code, one_code_of_the_app]


@pytest.mark.parametrize("race", RACES)
def test_a_secret_is_used_once(race):
    Rounds(MANY).of(race)
