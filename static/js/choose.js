// The board of nominations: all of a column at once, and how many are chosen.

const form = document.getElementById("board_form");
const chosen = form.querySelector(".chosen");

function count() {
  if (chosen) {
    chosen.textContent = form.querySelectorAll("input:checked").length;
  }
}

for (const button of form.querySelectorAll("[data-chooses]")) {
  const boxes = button.closest("section").querySelectorAll("input[type=checkbox]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = [...boxes].every((box) => box.checked);
    for (const box of boxes) {
      box.checked = !all;
    }
    count();
  });
}

form.addEventListener("change", count);
count();
