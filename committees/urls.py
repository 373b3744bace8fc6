"""Addresses of the pages on committees and States."""

from django.urls import path, re_path

from committees import views

urlpatterns = [
    path("committees/", views.committee_list, name="committees"),
    path("committees/<slug:slug>/", views.committee, name="committee"),
    path("states/", views.state_list, name="states"),
    re_path(r"^states/(?P<iso2>[a-z]{2})/$", views.state, name="state"),
]
