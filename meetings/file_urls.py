"""Addresses of files on meetings, and of what browsers ask for by themselves: one each, whatever the language."""

from django.urls import path, re_path

from meetings.views import deadlines, decisions, documents, files, meetings, papers, site

urlpatterns = [
    path("meetings.csv", meetings.meetings_csv, name="meetings_csv"),
    path("meetings.ics", meetings.meetings_ics, name="meetings_ics"),
    path("deadlines.ics", deadlines.deadlines_ics, name="deadlines_ics"),
    path("meetings/<slug:slug>/schedule.csv", files.schedule_csv, name="schedule_csv"),
    path("meetings/<slug:slug>/schedule.json", files.schedule_json, name="schedule_json"),
    path("meetings/<slug:slug>/schedule.ics", files.schedule_ics, name="schedule_ics"),
    path("meetings/<slug:slug>/schedule.xml", files.schedule_xml, name="schedule_xml"),
    path("meetings/<slug:slug>/schedule/changes.atom", files.changes_atom, name="changes_atom"),
    path("meetings/<slug:slug>/items/<slug:identifier>.ics", files.item_ics, name="item_ics"),
    path("documents.csv", documents.documents_csv, name="documents_csv"),
    # As many digits as a key may have.
    re_path(r"^documents/(?P<key>[0-9]{1,18})/(?P<language>[a-z-]+)/$", documents.document_file, name="document_file"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("papers.csv", papers.papers_csv, name="papers_csv"),
    path("sitemap.xml", site.sitemap_xml, name="sitemap"),
    path("robots.txt", site.robots_txt, name="robots"),
    path("sw.js", site.service_worker, name="service_worker"),
]
