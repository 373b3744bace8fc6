"""Says what is wrong with a row, and whose fault it is."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The field, or nothing, and the first sentence."""
    if not hasattr(error, "error_dict"):
        return "", str(error.messages[0])
    field, messages = next(iter(error.message_dict.items()))
    return ("" if field == NON_FIELD_ERRORS else field), str(messages[0])


def is_own_fault(row: Any) -> bool:
    """Whether the row is wrong by itself, whatever else the database holds."""
    try:
        row.clean_fields()
        for constraint in row._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                constraint.validate(type(row), row)
    except ValidationError:
        return True
    return False
