"""Fields of money: exact amounts, each with its currency."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")

currency_code = RegexValidator(r"\A[A-Z]{3}\Z", _("Three capital letters, such as CHF."))


def amount_field(label: Any, *, least: Decimal = Decimal(0), **options: Any) -> models.DecimalField:
    """An amount of at least `least`, to the cent."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, validators=[MinValueValidator(least)], **options)


def currency_field(**options: Any) -> models.CharField:
    return models.CharField(_("currency"), max_length=3, validators=[currency_code], **options)
