"""Who exists and who sits where."""

from committees.models.bodies import Committee, CommitteeQuerySet, Succession
from committees.models.memberships import Membership, MembershipQuerySet
from committees.models.objectives import Objective
from committees.models.states import State, StateQuerySet, by_name

__all__ = [
    "Committee",
    "CommitteeQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Objective",
    "State",
    "StateQuerySet",
    "Succession",
    "by_name",
]
