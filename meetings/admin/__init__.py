"""Meetings and all that belongs to them on the staff's desk."""

from meetings.admin import attendance, decisions, documents, meetings, papers, planning, programme, sponsorship

__all__ = ["attendance", "decisions", "documents", "meetings", "papers", "planning", "programme", "sponsorship"]
