"""Money as words: `{% load sponsorship %}`."""

from django import template

from meetings.wording.sponsorship import money, moneys

register = template.Library()

register.filter("moneys", moneys)
register.filter("money", lambda amount, currency: money(currency, amount))
