"""Any programme that the pure rooms may meet."""

from datetime import date, time

from hypothesis import strategies as st

from meetings.programme.items import Facts, Item, Named, Programme, Segment, Speaker

words = st.text(min_size=1, max_size=8)
texts = st.dictionaries(st.sampled_from(["fr", "ar", "zh-hans"]), words, max_size=1).flatmap(
    lambda others: words.map(lambda english: {"en": english, **others})
)
named = st.builds(Named, st.sampled_from(["be", "zm", "kh"]), texts)
committees = st.builds(Named, st.sampled_from(["c-va", "c-a5"]), texts)
days = st.dates(date(2024, 6, 18), date(2024, 6, 20))
times = st.times().map(lambda moment: time(moment.hour, moment.minute))
speakers = st.builds(Speaker, st.none() | named, st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))


def item(identifier):
    return st.builds(
        Item,
        id=st.just(identifier),
        title=texts,
        kind=st.sampled_from(["item", "panel", "side_event", "break"]),
        status=st.sampled_from(["scheduled", "cancelled"]),
        number=st.sampled_from(["", "1", "4a"]),
        summary=st.just({}) | texts,
        day=st.none() | days,
        starts=st.none() | times,
        ends=st.none() | times,
        room=st.sampled_from(["", "A", "B"]),
        segment=st.sampled_from(["", "general", "thematic"]),
        committee=st.none() | committees,
        chairs=st.lists(named, max_size=2).map(tuple),
        speakers=st.lists(speakers, max_size=2).map(tuple),
        objectives=st.lists(st.sampled_from(["clearance", "survivors"]), unique=True).map(tuple),
    )


identifiers = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)
items = identifiers.flatmap(lambda ids: st.tuples(*[item(identifier) for identifier in ids]))
segments = st.just((Segment("general", "general", {"en": "General"}), Segment("thematic", "thematic", {"en": "Theme"})))
facts = st.builds(Facts, st.just("im-2024"), st.just("IM-2024"), texts, st.none() | days, st.none() | days)
programmes = st.builds(Programme, facts, segments, items)
