"""What leaves the program: reports, the public account, feedback and exports."""

from geo.meeting.gathering import week_of
from geo.publishing.place_sheet import place_sheet
from geo.publishing.summary import summary
from geo.publishing.tertial import FollowUp, tertial
from geo.publishing.weekly import weekly

__all__ = ["FollowUp", "place_sheet", "summary", "tertial", "week_of", "weekly"]
