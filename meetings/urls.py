"""Addresses of meetings, decisions, papers and the Sponsorship Programme."""

from django.urls import path

from meetings.views import decisions, home, meetings, papers, sponsorship

urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings.csv", meetings.meetings_csv, name="meetings_csv"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("decisions/<slug:slug>/", decisions.decision, name="decision"),
    path("papers/", papers.paper_list, name="papers"),
    path("papers.csv", papers.papers_csv, name="papers_csv"),
    path("papers/<slug:slug>/", papers.paper, name="paper"),
    path("sponsorship/", sponsorship.sponsorship, name="sponsorship"),
]
