"""What axe finds on an open page; the page's context must have been opened with `bypass_csp`."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark nothing but the colours differs.
RULES = {"light": {"type": "tag", "values": TAGS}, "dark": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = [(360, "light"), (1200, "light"), (1200, "dark")]


def barriers(page, scheme="light"):
    """Each rule that is broken, with the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": RULES[scheme]}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def barriers_in_each_look(page):
    """On a phone, wide, and in the dark, without loading the page anew; a page that scrolls sideways is barred too."""
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("Promise.all(document.getAnimations().map((change) => change.finished))")
        found += [(width, scheme, *barrier) for barrier in barriers(page, scheme)]
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append((width, scheme, "scrolls sideways", needed))
    return found
