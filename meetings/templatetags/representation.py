"""Numbers of sponsorship and representation as words: `{% load representation %}`."""

from django import template

from meetings.wording import representation

register = template.Library()

for told in (
    representation.count_told,
    representation.amount_told,
    representation.came_told,
    representation.genders_told,
    representation.first_times_told,
    representation.women_told,
    representation.widening_told,
    representation.bar_told,
    representation.percent_told,
    representation.group_told,
    representation.answer_told,
    representation.piece_told,
    representation.disagreement_told,
):
    register.filter(told.__name__, told)
