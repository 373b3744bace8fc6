"""The project as an app, and the admin with the staff's site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from intersessional.security_txt import somebody_is_told


class IntersessionalConfig(AppConfig):
    name = "intersessional"
    verbose_name = _("Intersessional")

    def ready(self) -> None:
        register(somebody_is_told, Tags.security, deploy=True)


class StaffAdminConfig(AdminConfig):
    default_site = "intersessional.staff.StaffSite"
