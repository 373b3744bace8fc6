"""The audit log, as an app of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "intersessional.audit"
    verbose_name = _("Audit log")
