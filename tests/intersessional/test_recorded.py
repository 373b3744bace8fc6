"""A row's sources are told apart, and an address among them can be followed."""

from intersessional.lib.recorded import SourcePart, source_parts


def test_an_address_is_followed_and_the_words_around_it_are_kept():
    assert source_parts("https://example.org/a/ (day); general knowledge (co-chairs)") == [
        SourcePart("https://example.org/a/", "(day)"),
        SourcePart("", "general knowledge (co-chairs)"),
    ]


def test_brackets_inside_an_address_belong_to_it():
    address = "https://www.unog.ch/80256EE600585943/(httpPages)/8DBA?OpenDocument"
    assert source_parts(f"{address}; APLC/MSP.2/2000/1") == [
        SourcePart(address, ""),
        SourcePart("", "APLC/MSP.2/2000/1"),
    ]


def test_a_semicolon_inside_brackets_parts_nothing():
    assert source_parts("a table (status; year)") == [SourcePart("", "a table (status; year)")]


def test_no_source_has_no_parts():
    assert source_parts("") == []
