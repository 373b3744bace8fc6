"""Meetings and all that belongs to them on the staff's desk."""

from meetings.admin import decisions, documents, meetings, papers, planning, programme, sponsorship

__all__ = ["decisions", "documents", "meetings", "papers", "planning", "programme", "sponsorship"]
