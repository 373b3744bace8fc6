"""Any lineage that the pure room may meet: known and unknown days, and edges that no day forbids to run in circles."""

from datetime import date, timedelta

from hypothesis import strategies as st

from committees.lineage import Body, Edge, Lineage

days = st.dates(date(1999, 1, 1), date(2030, 12, 31))
KINDS = ("renamed", "merged", "split", "replaced")


def body(number):
    lives = st.none() | st.tuples(days, st.none() | st.integers(1, 9000))
    return st.builds(
        lambda life, length: Body(
            f"c{number}",
            "n" * length,
            life[0] if life else None,
            life[0] + timedelta(days=life[1]) if life and life[1] else None,
        ),
        lives,
        st.integers(1, 300),
    )


@st.composite
def lineages(draw):
    bodies = [draw(body(number)) for number in range(draw(st.integers(0, 8)))]
    pairs = [
        (one.key, other.key)
        for one in bodies
        for other in bodies
        if one is not other and not (one.starts and other.starts and other.starts < one.starts)
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12)) if pairs else []
    return Lineage(tuple(bodies), tuple(Edge(*pair, draw(st.sampled_from(KINDS)), "told") for pair in chosen))
