"""The whole surface on one page."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from intersessional import accessibility, health, security_txt

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("admin/", admin.site.urls),
    path("", include("committees.file_urls")),
    path("", include("meetings.file_urls")),
    # Pages: English at these addresses, other languages at the same below /fr/, /ar/ …
    *i18n_patterns(
        path("accessibility/", accessibility.statement, name="accessibility"),
        path("", include("committees.urls")),
        path("", include("meetings.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "intersessional.errors.bad_request"
handler403 = "intersessional.errors.permission_denied"
handler404 = "intersessional.errors.page_not_found"
handler500 = "intersessional.errors.server_error"
