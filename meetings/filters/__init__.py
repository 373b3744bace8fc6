"""What lists and a schedule may be narrowed by."""

from meetings.filters.lists import DecisionFilter as DecisionFilter
from meetings.filters.lists import DocumentFilter as DocumentFilter
from meetings.filters.lists import MeetingFilter as MeetingFilter
from meetings.filters.lists import PaperFilter as PaperFilter
from meetings.filters.schedule import SCHEDULE_PARAMETERS as SCHEDULE_PARAMETERS
from meetings.filters.schedule import ScheduleFilter as ScheduleFilter
