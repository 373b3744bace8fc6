"""Terms that the record tells without their committee."""

from meetings.record.left_out import all_terms, terms_without_committee


def test_terms_without_committee_of_a_state_stand_in_the_order_of_the_file():
    terms = terms_without_committee("BE")
    assert [(term.role, term.starts_at, term.ends_at, term.confidence) for term in terms] == [
        ("co_chair", "13MSP", "3RC", "high"),
        ("member", "", "20MSP", "high"),
    ]
    assert str(terms[1].role.label) == "Member"
    assert terms[1].source == (
        "https://www.apminebanconvention.org/en/msp/twentieth-meeting-of-the-states-parties/summary/ "
        "(outgoing member; committee not found)"
    )


def test_a_state_whose_terms_all_name_their_committee_has_none():
    assert terms_without_committee("MZ") == []


def test_there_are_36_terms_without_committee():
    assert sum(len(terms) for terms in all_terms().values()) == 36


def test_terms_without_committee_are_read_once():
    assert all_terms() is all_terms()
