"""What a deployment may not leave out."""

from typing import Any

from django.conf import settings
from django.core.checks import Error


def second_factor_is_on(**_asked: Any) -> list[Error]:
    """Off, it is for a local address alone: whoever deploys must see it."""
    if settings.SECOND_FACTOR:
        return []
    told = "SECOND_FACTOR is off: staff sign in with a password alone."
    return [Error(told, hint="Leave it on but on a local address.", id="signing_in.E001")]
