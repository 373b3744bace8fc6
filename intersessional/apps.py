"""The project as an app, and the admin with the staff's site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class IntersessionalConfig(AppConfig):
    name = "intersessional"
    verbose_name = _("Intersessional")


class StaffAdminConfig(AdminConfig):
    default_site = "intersessional.staff.StaffSite"
