// Many files at once: they stay here until the rows that the server has guessed from their names are confirmed, and are
// then sent together. Until everything is taken, nothing is lost and nothing is added.

const form = document.getElementById("files_form");
const chooser = document.getElementById("id_files");
const drop = document.getElementById("drop");
const told = document.getElementById("told");
const confirmed = document.getElementById("confirm");
const rows = document.getElementById("rows");
const sent = document.getElementById("sent");
const button = form.querySelector("[type=submit]");

/* By the key of its row. */
const files = new Map();
let last = 0;
let isLeaving = false;

const say = (text, isWrong = false) => {
  told.textContent = text;
  told.classList.toggle("errornote", isWrong);
};

const isKnown = (file) =>
  [...files.values()].some((other) => other.name === file.name && other.size === file.size && other.lastModified === file.lastModified);

const add = async (chosen) => {
  const added = [...chosen].filter((file) => !isKnown(file)).map((file) => [`file${(last += 1)}`, file]);
  if (!added.length) {
    return;
  }
  if (files.size + added.length > Number(form.dataset.most)) {
    say(form.dataset.tooMany, true);
    return;
  }
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  added.forEach(([key, file]) => {
    body.append("row", key);
    body.append("name", file.name);
  });
  try {
    const answer = await (await fetch(form.dataset.guess, { method: "POST", body })).json();
    added.forEach(([key, file]) => files.set(key, file));
    rows.insertAdjacentHTML("beforeend", answer.rows);
    confirmed.hidden = false;
    say(form.dataset.look);
  } catch {
    say(form.dataset.failed, true);
  }
};

chooser.addEventListener("change", async () => {
  await add(chooser.files);
  chooser.value = "";
});

for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  add(event.dataTransfer.files);
});

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".leave-out")?.closest("tr");
  if (!row) {
    return;
  }
  files.delete(row.dataset.key);
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  confirmed.hidden = !files.size;
  (next?.querySelector(".leave-out") ?? chooser).focus();
});

const refused = (answer) => {
  if (answer.rows.trim()) {
    rows.innerHTML = answer.rows;
  }
  say(answer.told, true);
  (rows.querySelector("[aria-invalid=true]") ?? rows.querySelector(".refused .leave-out") ?? button).focus();
};

const send = () => {
  const body = new FormData(form);
  files.forEach((file, key) => body.append(`${key}-file`, file, file.name));
  const request = new XMLHttpRequest();
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    sent.value = event.lengthComputable ? event.loaded / event.total : 0;
  });
  request.addEventListener("loadend", () => {
    const answer = request.response;
    button.disabled = false;
    confirmed.inert = false;
    sent.hidden = true;
    if (answer?.next) {
      isLeaving = true;
      window.location.assign(answer.next);
    } else if (answer?.told) {
      refused(answer);
    } else {
      say(form.dataset.failed, true);
      button.focus();
    }
  });
  button.disabled = true;
  confirmed.inert = true;
  sent.hidden = false;
  sent.value = 0;
  request.open("POST", form.action);
  request.send(body);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});

window.addEventListener("beforeunload", (event) => {
  if (files.size && !isLeaving) {
    event.preventDefault();
  }
});
