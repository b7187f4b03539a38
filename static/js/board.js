/* Moving a card: dropped on another column, or Shift and an arrow key. Nothing is moved here: the page
   of the step's form is opened, and only that form records anything. data-to-<phase> on the card is
   the form; a column without one cannot be reached in one step, and says so. */
export function attach(board) {
  const columns = [...board.querySelectorAll("[data-phase]")];
  const status = document.querySelector("[data-board-status]");
  let dragged;

  const addressFor = (card, column) => card.getAttribute(`data-to-${column.dataset.phase}`);
  const titleOf = (column) => column.querySelector("h2").firstChild.textContent.trim();
  const open = (card, column) => {
    const address = addressFor(card, column);
    if (address) {
      location.assign(address);
      return;
    }
    const words = `${card.dataset.name} chưa chuyển thẳng sang “${titleOf(column)}” được.`;
    status.textContent = words;
    status.classList.remove("visually-hidden");
  };

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".board-card");
    dragged?.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    for (const column of columns) column.classList.remove("is-target");
    dragged = undefined;
  });
  for (const column of columns) {
    column.addEventListener("dragover", (event) => {
      if (!dragged || column.contains(dragged)) return;
      event.preventDefault();
      column.classList.toggle("is-target", Boolean(addressFor(dragged, column)));
    });
    column.addEventListener("dragleave", () => column.classList.remove("is-target"));
    column.addEventListener("drop", (event) => {
      event.preventDefault();
      if (dragged && !column.contains(dragged)) open(dragged, column);
    });
  }
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest(".board-card");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!card || event.target !== card || !step) return;
    const here = columns.findIndex((column) => column.contains(card));
    const column = columns[here + step];
    if (!column) return;
    event.preventDefault();
    if (event.shiftKey) open(card, column);
    else column.querySelector(".board-card")?.focus();
  });
}
