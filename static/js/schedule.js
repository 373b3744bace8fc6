/* What the page can do beyond reading: the item in progress, the reader's own time, print. */
(() => {
  "use strict";

  const times = [...document.querySelectorAll("time[data-end], .item time[datetime]")];

  /* Now: an item without an end lasts until the next one starts in its room, at most to the end of the day. */
  const held = times.filter((time) => time.closest(".item") && !time.closest(".cancelled"));
  const endOf = (time) => {
    if (time.dataset.end) {
      return Date.parse(time.dataset.end);
    }
    const starts = held
      .filter((other) => other.closest(".item").dataset.room === time.closest(".item").dataset.room)
      .map((other) => Date.parse(other.dateTime))
      .filter((start) => start > Date.parse(time.dateTime));
    const endOfDay = Date.parse(`${time.dateTime.slice(0, 10)}T23:59:59${time.dateTime.slice(19)}`);
    return Math.min(endOfDay, ...starts);
  };
  const markNow = () => {
    const now = Date.now();
    held.forEach((time) => {
      const item = time.closest(".item");
      const start = Date.parse(time.dateTime);
      const isRecent = start <= now && now < start + 24 * 60 * 60 * 1000;
      const isNow = isRecent && !item.classList.contains("break") && now < endOf(time);
      item.classList.toggle("now", isNow);
      if (isNow) {
        item.setAttribute("aria-current", "time");
      } else {
        item.removeAttribute("aria-current");
      }
    });
  };
  markNow();
  setInterval(markNow, 30000);

  /* The reader's own time stands beside the meeting's, which stays. */
  const button = document.getElementById("show-mine");
  const mine = (time) => {
    const options = { hour: "2-digit", minute: "2-digit", hour12: false };
    const language = document.documentElement.lang;
    const parts = [time.dateTime, time.dataset.end].filter(Boolean);
    const text = parts.map((part) => new Date(part).toLocaleTimeString(language, options)).join("–");
    const day = new Date(time.dateTime);
    const isOtherDay = day.toLocaleDateString("sv") !== time.dateTime.slice(0, 10);
    return isOtherDay ? `${day.toLocaleDateString(language, { weekday: "short", day: "numeric", month: "short" })} ${text}` : text;
  };
  const showMine = (isShown) => {
    document.querySelectorAll(".mine").forEach((element) => element.remove());
    button.setAttribute("aria-pressed", String(isShown));
    if (!isShown) {
      return;
    }
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    times.forEach((time) => {
      const element = document.createElement("span");
      element.className = "mine";
      element.textContent = `${mine(time)} ${zone}`;
      time.after(element);
    });
  };
  if (button && times.length) {
    button.hidden = false;
    button.addEventListener("click", () => showMine(button.getAttribute("aria-pressed") !== "true"));
  }

  const print = document.getElementById("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
})();
