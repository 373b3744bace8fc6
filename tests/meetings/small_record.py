"""A record of few rows, in files that a test may spoil."""

from pathlib import Path
from typing import NamedTuple

from meetings.record.files import (
    ALIASES,
    AMENDMENTS,
    COMMITTEES,
    DECISIONS,
    FIGURES,
    ITEMS,
    MEETINGS,
    MEMBERS,
    PAPERS,
    PRINCIPLES,
    STATES,
    TRANSLATIONS,
)

FILES = {
    STATES: """\
iso2,iso3,name_en,un_regional_group,status,joined_year,entry_into_force,withdrawn_on,source,confidence
BE,BEL,Belgium,WEOG,state_party,1998,1999-03-01,,a table,high
CH,CHE,Switzerland,WEOG,state_party,1998,1999-03-01,,a table,high
NO,NOR,Norway,WEOG,state_party,1998,1999-03-01,,a table,medium
""",
    COMMITTEES: """\
name,short_name,kind,established_at,established_on,discontinued_at,discontinued_on,\
replaces,succession,objectives,purpose,source,confidence
Standing Committee on Mine Clearance,SC-MC,standing_committee,2MSP,2000-09-13,3RC,2014-06-27,\
,,clearance,Clearing mines,a report,high
Committee on Article 5 Implementation,C-A5,committee,3RC,2014-06-27,,,SC-MC,replaced,clearance,,a report,high
""",
    MEETINGS: """\
kind,number,short_name,title,year,start_date,end_date,city,country_iso2,venue,format,time_zone,committees,\
president_name,president_country_iso2,president_designate,source,confidence
msp,2,2MSP,Second Meeting,2000,2000-09-11,2000-09-15,Geneva,CH,,in_person,Europe/Zurich,\
,Steffen Kongstad,NO,,a report,high
standing_committees,,SC-2000-12,December 2000,2000,2000-12-04,2000-12-08,Geneva,CH,,in_person,Europe/Zurich,\
SC-MC,Steffen Kongstad,NO,,a report,high
review_conference,3,3RC,Third Review Conference,2014,2014-06-23,2014-06-27,,,,,Africa/Maputo,,,,,a report,medium
intersessional,,IM-2026,2026 Intersessional Meetings,2026,,,,,,,Europe/Zurich,,,,,a page,low
""",
    MEMBERS: """\
committee,state_iso2,role,term_start,term_end,source,confidence
SC-MC,BE,co_chair,2MSP,3RC,a report,high
SC-MC,NO,coordinator,2013,,a report,high
,CH,member,,3RC,a report,high
""",
    ITEMS: """\
meeting,date,start,end,position,number,kind,title,committee,chair_iso2,segment,room,source,confidence
SC-2000-12,2000-12-05,09:30,10:15,1,1,item,Opening,SC-MC,BE;NO,preparatory,Room A,an agenda,high
SC-2000-12,,15:00,,2,,panel,Special session,,,thematic,,an agenda,high
""",
    PAPERS: """\
key,meeting,title,document_symbol,annex,year,president,subject,revises,reaffirms,objectives,source,confidence
2msp-1,2MSP,President's Paper,APLC/MSP.2/2000/L.5,II,2000,Steffen Kongstad,Fewer periods,,,clearance,a report,high
3rc-1,3RC,Decisions on machinery,,,2014,,New committees,,2msp-1,,a report,high
""",
    PRINCIPLES: """\
paper,number,text,quoted,source,confidence
2msp-1,1,That periods be fewer,yes,a page,high
2msp-1,2,Short meetings,no,a page,high
""",
    DECISIONS: """\
key,meeting,date,reference,summary,based_on_paper,establishes,discontinues,adjusts,until,quotation,quoted_from,\
source,confidence
2msp-1,2MSP,2000-09-13,annex II,Merged committees.,2msp-1,SC-MC,,programme,2013,they merged,a page,a report,high
3rc-1,3RC,2014-06-27,,Replaced committees.,3rc-1,C-A5,SC-MC,,,,,a report,high
""",
    AMENDMENTS: """\
later,kind,earlier,basis,source,confidence
3rc-1,replaces,2msp-1,thereby replacing,a page,high
""",
    FIGURES: """\
year,meeting,donors_iso2,offers,delegates_sponsored,states_sponsored,sponsored_states_iso2,\
amount,currency,amount_meaning,administered_by,coordinator_iso2,source,confidence
2000,2MSP,BE;NO,16,10,1,CH,24271,CHF,as told in December,GICHD,BE,a statement,high
""",
    ALIASES: """\
table,key,alias,source
states,CH,Helvetia,a stamp
committees,SC-MC,Mine Clearance Committee,a page
""",
    TRANSLATIONS: """\
of,english,ar,zh-hans,fr,ru,es,source,confidence
committee,Committee on Article 5 Implementation,,,Comité sur l’article 5,,,a page,high
city,Geneva,جنيف,,Genève,,Ginebra,translated here,medium
""",
}


class Change(NamedTuple):
    """Words of one file replaced by others."""

    file: str
    old: str
    new: str


def write_files(folder: Path, *changes: Change) -> Path:
    """The small record in that folder, changed; bytes that are no text are written as `\\udc80` to `\\udcff`."""
    texts = dict(FILES)
    for file, old, new in changes:
        assert texts[file].count(old) == 1, f"{old!r} stands {texts[file].count(old)} times in {file}"
        texts[file] = texts[file].replace(old, new)
    for file, text in texts.items():
        (folder / file).write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder
