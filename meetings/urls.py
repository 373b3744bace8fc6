"""Addresses of meetings, documents, decisions, papers and the Sponsorship Programme."""

from django.urls import path, re_path

from meetings.views import (
    decisions,
    documents,
    files,
    history,
    home,
    meetings,
    papers,
    programme,
    rules,
    search,
    site,
    sponsorship,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings.csv", meetings.meetings_csv, name="meetings_csv"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("schedule/", programme.current_schedule, name="current_schedule"),
    path("meetings/<slug:slug>/schedule/", programme.schedule, name="schedule"),
    path("meetings/<slug:slug>/schedule.csv", files.schedule_csv, name="schedule_csv"),
    path("meetings/<slug:slug>/schedule.json", files.schedule_json, name="schedule_json"),
    path("meetings/<slug:slug>/schedule/changes/", programme.changes, name="changes"),
    path("meetings/<slug:slug>/schedule/r/<int:number>/", programme.earlier_schedule, name="earlier_schedule"),
    path("meetings/<slug:slug>/items/<slug:identifier>/", programme.item, name="item"),
    path("drafts/<str:token>/", programme.draft, name="draft"),
    path("documents/", documents.document_list, name="documents"),
    path("documents.csv", documents.documents_csv, name="documents_csv"),
    # As many digits as a key may have.
    re_path(r"^documents/(?P<key>[0-9]{1,18})/(?P<language>[a-z-]+)/$", documents.document_file, name="document_file"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("decisions/<slug:slug>/", decisions.decision, name="decision"),
    path("papers/", papers.paper_list, name="papers"),
    path("papers.csv", papers.papers_csv, name="papers_csv"),
    path("papers/<slug:slug>/", papers.paper, name="paper"),
    path("programme/", history.programme, name="programme"),
    path("programme/rules/", rules.rules, name="rules"),
    path("search/", search.search, name="search"),
    path("sitemap.xml", site.sitemap_xml, name="sitemap"),
    path("robots.txt", site.robots_txt, name="robots"),
    path("sw.js", site.service_worker, name="service_worker"),
    path("sponsorship/", sponsorship.sponsorship, name="sponsorship"),
]
