"""Addresses of the pages on meetings, documents, decisions, papers and the Sponsorship Programme."""

from django.urls import path

from meetings.views import (
    decisions,
    documents,
    history,
    home,
    meetings,
    papers,
    programme,
    rules,
    search,
    sponsorship,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("schedule/", programme.current_schedule, name="current_schedule"),
    path("meetings/<slug:slug>/schedule/", programme.schedule, name="schedule"),
    path("meetings/<slug:slug>/schedule/changes/", programme.changes, name="changes"),
    path("meetings/<slug:slug>/schedule/r/<int:number>/", programme.earlier_schedule, name="earlier_schedule"),
    path("meetings/<slug:slug>/items/<slug:identifier>/", programme.item, name="item"),
    path("drafts/<str:token>/", programme.draft, name="draft"),
    path("documents/", documents.document_list, name="documents"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions/<slug:slug>/", decisions.decision, name="decision"),
    path("papers/", papers.paper_list, name="papers"),
    path("papers/<slug:slug>/", papers.paper, name="paper"),
    path("programme/", history.programme, name="programme"),
    path("programme/rules/", rules.rules, name="rules"),
    path("search/", search.search, name="search"),
    path("sponsorship/", sponsorship.sponsorship, name="sponsorship"),
]
