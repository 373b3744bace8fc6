"""Signing in, as an app of its own."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from intersessional.signing_in.checks import second_factor_is_on


class SigningInConfig(AppConfig):
    name = "intersessional.signing_in"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        register(second_factor_is_on, Tags.security, deploy=True)
