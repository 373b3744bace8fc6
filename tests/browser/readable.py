"""What a reader without a mouse, with enlarged pages or with colours of their own meets."""

import os
import re
from pathlib import Path

SNAPSHOTS = Path(__file__).with_name("snapshots")

FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const block = element.closest(".item, .toolbar, .days, form, .facts, header, footer, tr, .desk-row") || element;
  return {
    what: `${element.tagName} ${(element.getAttribute("aria-label") || element.textContent).trim().slice(0, 40)}`,
    isSkip: element.matches(".skip"),
    isNowhere: element === document.body,
    isOutlined:
      style.outlineStyle === "auto" ||
      (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
      element.matches("input[type=date]"), // its parts show the focus themselves
    isInView: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    top: block.getBoundingClientRect().top + scrollY,
  };
}"""

CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const isForHearing = element.closest(".visually-hidden") || element.clientWidth <= 1;
  const isHidden = isForHearing || element.closest("template, [hidden]") || !element.getClientRects().length;
  return !isHidden && ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""

COVERED = """() => [
  ...document.querySelectorAll("main :is(a:not(svg a), button, input, select, summary)"),
].filter((element) => {
  if (!element.checkVisibility({ checkVisibilityCSS: true }) || !element.getClientRects().length) {
    return false;
  }
  element.scrollIntoView({ block: "center", inline: "center" });
  const box = element.getClientRects()[0];
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return there && !element.contains(there) && !there.contains(element);
}).map((element) => element.outerHTML.slice(0, 120))"""

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const lasts = style.transitionDuration.split(",").some((told) => parseFloat(told) > 0);
  return lasts || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))"""


def clipped_or_covered(page):
    """Texts that are cut off, and what can be used but has something else above it."""
    return page.evaluate(CLIPPED), page.evaluate(COVERED)


def tab_to(page, selector, most=120):
    """Tabs until what is wanted has the focus, and gives back the faults of the way to it."""
    faults, before = [], None
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["isNowhere"]:
            faults += faults_of(focus, before)
            before = focus
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return faults
    raise AssertionError(f"{selector} isn't reached by {most} times Tab")


def assert_told_as_kept(page, name):
    """What the browser tells a screen reader of `main`; ARIA_SNAPSHOTS=write keeps it: read the difference."""
    told = re.sub(r"(?<=/meeting/)\d+|(?<=localhost:)\d+", "1", page.locator("main").aria_snapshot() + "\n")
    file = SNAPSHOTS / name
    if os.environ.get("ARIA_SNAPSHOTS") == "write":
        file.write_text(told)
    assert told == file.read_text()


def faults_of(focus, before):
    if not focus["isOutlined"]:
        yield f"not outlined: {focus['what']}"
    if not focus["isInView"]:
        yield f"out of view: {focus['what']}"
    if before and not before["isSkip"] and focus["top"] < before["top"] - 1:
        yield f"{focus['what']} after {before['what']}"
