// Texts in several languages in a form: a tab for each language.

import { Tabs } from "./tabs.js";

/* A row of a list that is yet to be copied gets its tabs once it was. */
function draw(root) {
  for (const fieldset of root.querySelectorAll("fieldset.translated")) {
    if (fieldset.closest(".empty-form")) {
      continue;
    }
    const controlOf = (language) => fieldset.querySelector(`[data-panel="${language}"]`).querySelector("input, textarea");
    const tabs = new Tabs(fieldset, (language) => (controlOf(language).value.trim() ? "filled" : "empty"));
    fieldset.addEventListener("input", () => tabs.mark());
  }
}

draw(document);
document.addEventListener("formset:added", (event) => draw(event.target));
