"""The address of the file on committees: one, whatever the language."""

from django.urls import path

from committees import views

urlpatterns = [path("committees.csv", views.committees_csv, name="committees_csv")]
