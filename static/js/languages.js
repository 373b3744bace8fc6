/* Offers the page in the language that the browser prefers, once; nothing is sent, and a refusal stays in the browser. */
(() => {
  "use strict";

  const KEY = "language-refused";
  const links = [...document.querySelectorAll(".languages a")];
  const subtag = (code) => code.toLowerCase().split("-")[0];

  const refused = () => {
    try {
      return localStorage.getItem(KEY);
    } catch (_error) {
      return "yes";
    }
  };

  /* The first of the reader's languages that the site speaks. */
  const wanted = (navigator.languages || [])
    .map((code) => links.find((link) => subtag(link.hreflang) === subtag(code)))
    .find(Boolean);
  if (!wanted || !wanted.dataset.offer || refused()) {
    return;
  }

  const offer = document.createElement("p");
  offer.className = "notice offer screen";
  offer.lang = wanted.lang;
  offer.dir = wanted.dataset.dir;
  const link = document.createElement("a");
  link.href = wanted.href;
  link.hreflang = wanted.hreflang;
  link.textContent = wanted.textContent;
  const dismiss = document.createElement("button");
  dismiss.type = "button";
  dismiss.className = "button";
  dismiss.textContent = wanted.dataset.dismiss;
  dismiss.addEventListener("click", () => {
    localStorage.setItem(KEY, "yes");
    offer.remove();
  });
  offer.append(wanted.dataset.offer, link, dismiss);
  document.getElementById("content").prepend(offer);
})();
