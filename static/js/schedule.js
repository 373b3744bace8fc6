/* What the page can do beyond reading. It is the same for everybody: what is a reader's own stays in the browser. */
(() => {
  "use strict";

  const language = document.documentElement.lang;
  const byId = (id) => document.getElementById(id);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const items = [...document.querySelectorAll(".item")];
  const idOf = (item) => item.id.slice("item-".length);
  const own = byId("own");

  /* What the browser keeps; where it refuses, the page remembers until it is left. */
  const kept = {
    lasts: true,
    inPage: {},
    read(key) {
      try {
        return kept.lasts ? JSON.parse(localStorage.getItem(key)) : kept.inPage[key];
      } catch (_error) {
        return kept.inPage[key];
      }
    },
    write(key, value) {
      kept.inPage[key] = value;
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch (_error) {
        kept.lasts = false;
      }
    },
  };

  /* Who prefers another language is offered it; the others need not load the script that does. */
  const languages = document.querySelector(".languages");
  if (languages && navigator.language.split("-")[0] !== language.split("-")[0]) {
    import(languages.dataset.script);
  }

  /* Now: an item without an end lasts until the next one starts in its room, at most to the end of the day. */
  const times = [...document.querySelectorAll("time[data-end], .item time[datetime]")];
  const held = times.filter((time) => time.closest(".item") && !time.closest(".cancelled"));
  const startOf = (time) => Date.parse(time.dateTime);
  const endOf = (time) => {
    if (time.dataset.end) {
      return Date.parse(time.dataset.end);
    }
    const starts = held
      .filter((other) => other.closest(".item").dataset.room === time.closest(".item").dataset.room)
      .map(startOf)
      .filter((start) => start > startOf(time));
    const endOfDay = Date.parse(`${time.dateTime.slice(0, 10)}T23:59:59${time.dateTime.slice(19)}`);
    return Math.min(endOfDay, ...starts);
  };
  const markNow = () => {
    const now = Date.now();
    const attended = held.filter((time) => !time.closest(".break"));
    const isNow = (time) => startOf(time) <= now && now < startOf(time) + 86400000 && now < endOf(time);
    held.forEach((time) => {
      const item = time.closest(".item");
      const isOn = attended.includes(time) && isNow(time);
      item.classList.toggle("now", isOn);
      if (isOn) {
        item.setAttribute("aria-current", "time");
      } else {
        item.removeAttribute("aria-current");
      }
    });
    showJump(now, attended, attended.find(isNow));
  };

  /* During the meeting: to the item in progress, else to the next. */
  const showJump = (now, attended, current) => {
    const jump = byId("jump");
    if (!jump) {
      return;
    }
    const inOrder = [...attended].sort((one, other) => startOf(one) - startOf(other));
    const target = current || inOrder.find((time) => startOf(time) > now);
    const hasBegun = inOrder.length && startOf(inOrder[0]) - 43200000 <= now;
    jump.hidden = !(target && hasBegun);
    if (!jump.hidden) {
      jump.href = `#${target.closest(".item").id}`;
    }
  };
  markNow();
  setInterval(markNow, 30000);

  /* The reader's own time stands beside the meeting's, which stays. */
  const mine = (time) => {
    const options = { hour: "2-digit", minute: "2-digit", hour12: false };
    const parts = [time.dateTime, time.dataset.end].filter(Boolean);
    const text = parts.map((part) => new Date(part).toLocaleTimeString(language, options)).join("–");
    const day = new Date(time.dateTime);
    const isOtherDay = day.toLocaleDateString("sv") !== time.dateTime.slice(0, 10);
    return isOtherDay ? `${day.toLocaleDateString(language, { weekday: "short", day: "numeric", month: "short" })} ${text}` : text;
  };
  const button = byId("show-mine");
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

  const print = byId("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  /* The State that the reader asked for last, at any meeting, is offered at the next where it has a turn. */
  const offerState = () => {
    const select = document.querySelector("select[name=state]");
    if (!select) {
      return;
    }
    select.form.addEventListener("submit", () => kept.write("state", select.multiple ? "" : select.value));
    const code = kept.read("state");
    const option = [...select.options].find((one) => one.value && one.value === code && !one.selected);
    const link = byId("my-state");
    if (option && link) {
      link.href = `${own.dataset.address}?state=${code}`;
      link.textContent = fill(link.dataset.text, { state: option.textContent });
      link.hidden = false;
    }
  };

  /* What changed since the reader last looked at the whole programme, and said so. */
  const tellChanges = () => {
    const revision = Number(own.dataset.revision);
    const sequences = Object.fromEntries(items.map((item) => [idOf(item), Number(item.dataset.sequence || 0)]));
    const key = `seen:${own.dataset.meeting}`;
    const look = () => kept.write(key, { revision, items: sequences });
    const seen = kept.read(key);
    if (!seen || typeof seen.items !== "object" || !seen.items || !Number.isInteger(seen.revision)) {
      look();
      return;
    }
    if (seen.revision >= revision) {
      return;
    }
    const changed = items.filter((item) => !(seen.items[idOf(item)] >= sequences[idOf(item)]));
    const gone = Object.keys(seen.items).filter((id) => !(id in sequences));
    if (!changed.length && !gone.length) {
      look();
      return;
    }
    const notice = byId("since");
    const text = notice.querySelector("[data-text]");
    text.textContent = fill(text.dataset.text, { revision: seen.revision, number: changed.length + gone.length });
    byId("since-only").href = `?items=${[...changed.map(idOf), ...gone].join(".")}`;
    const marks = changed.map((item) => {
      const mark = document.createElement("span");
      mark.className = "tag mark-changed";
      mark.textContent = notice.dataset.mark;
      (item.querySelector(".what") || item).append(mark);
      return mark;
    });
    notice.hidden = false;
    byId("since-seen").addEventListener("click", () => {
      look();
      notice.hidden = true;
      marks.forEach((mark) => mark.remove());
    });
  };

  /* Picked items: the reader's own, by meeting. */
  const say = (text) => {
    byId("own-told").textContent = text;
  };
  const picks = {
    key: own && `picks:${own.dataset.meeting}`,
    read() {
      const found = kept.read(picks.key);
      return Array.isArray(found) ? found.filter((id) => /^[a-z0-9]{1,8}$/.test(id)) : [];
    },
    write(ids) {
      kept.write(picks.key, [...new Set(ids)].sort());
      say(kept.lasts ? "" : own.dataset.unkept);
      picks.show();
    },
    toggle(id) {
      const ids = picks.read();
      picks.write(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
    },
    show() {
      const ids = picks.read();
      const link = byId("my-items");
      link.hidden = !ids.length;
      link.href = `${own.dataset.address}?items=${ids.join(".")}`;
      link.textContent = fill(link.dataset.text, { number: ids.length });
      document.querySelectorAll(".pick").forEach((pick) => {
        pick.setAttribute("aria-pressed", String(ids.includes(idOf(pick.closest(".item")))));
      });
    },
    offer() {
      const template = byId("pick").content.firstElementChild;
      items.filter((item) => !item.classList.contains("break")).forEach((item) => {
        const pick = template.cloneNode(true);
        pick.setAttribute("aria-label", fill(pick.dataset.label, { title: item.querySelector("h4, .title").textContent.trim() }));
        pick.addEventListener("click", () => picks.toggle(idOf(item)));
        (item.querySelector(".where") || item).append(pick);
      });
      picks.show();
      addEventListener("storage", picks.show);
    },
  };

  /* An address of picked items can be passed on; opening another's leaves one's own as they are. */
  const offerSharing = () => {
    const asked = new URLSearchParams(location.search).getAll("items").join(".").split(/[.,\s]+/).filter(Boolean);
    if (!asked.length) {
      return;
    }
    const add = byId("add-these");
    const isNew = () => asked.some((id) => !picks.read().includes(id));
    add.hidden = !isNew();
    add.addEventListener("click", () => {
      picks.write([...picks.read(), ...asked]);
      add.hidden = true;
    });
    const copy = byId("copy-these");
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", () => navigator.clipboard.writeText(location.href).then(() => say(copy.dataset.told)));
    const share = byId("share-these");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => navigator.share({ title: document.title, url: location.href }).catch(() => {}));
  };

  if (own) {
    offerState();
    picks.offer();
    offerSharing();
    if ("whole" in own.dataset) {
      tellChanges();
    }
  }

  /* Offline: a worker keeps what was opened, and tells the page how old it is. */
  const age = byId("age");
  const worker = navigator.serviceWorker;
  const opened = new Date();
  const tellAge = (moment) => {
    const options = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
    const text = age.querySelector("[data-text]");
    text.textContent = fill(text.dataset.text, { moment: moment.toLocaleString(language === "en" ? "en-GB" : language, options) });
    age.hidden = false;
  };
  const keepThis = () => {
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    const addresses = [location.href.split("#")[0], ...files.map((file) => file.href || file.src)];
    worker.controller.postMessage({ keep: addresses });
  };
  if (age) {
    let keptAt = null;
    addEventListener("offline", () => tellAge(keptAt || opened));
    addEventListener("online", () => {
      age.hidden = !keptAt;
    });
    if (worker) {
      worker.addEventListener("message", (message) => {
        keptAt = new Date(message.data.keptAt);
        tellAge(keptAt);
      });
      worker.addEventListener("controllerchange", keepThis);
      addEventListener("load", () => {
        worker.register(age.dataset.worker).catch(() => {});
        if (worker.controller) {
          worker.controller.postMessage({ age: true });
        }
      });
    }
  }
})();
