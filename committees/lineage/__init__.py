"""Who took over from whom, told in words and laid out in time. Pure: values in, values out."""

from committees.lineage.outline import Branch, Turn, outline
from committees.lineage.picture import Picture, picture
from committees.lineage.values import Body, Edge, Lineage, Step

__all__ = ["Body", "Branch", "Edge", "Lineage", "Picture", "Step", "Turn", "outline", "picture"]
