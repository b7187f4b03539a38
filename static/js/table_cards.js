/* On a phone a wide table cannot be read: its rows become cards, each cell under its heading
   (css/tables.css). The headings are copied once from the table itself; roles keep it a table
   for those who hear the page. Without scripts the table stays one and scrolls sideways. */
export function turnIntoCards(root) {
  for (const table of root.querySelectorAll(".data-table:not(.heat, .cards)")) {
    const headings = [...table.querySelectorAll("thead tr:last-child > th")];
    if (!headings.length || table.querySelector("[colspan], [rowspan]")) continue;
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, place) => {
        const heading = headings[place];
        cell.dataset.heading = heading && !heading.querySelector(".visually-hidden") ? heading.textContent.trim() : "";
        cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      });
      row.setAttribute("role", "row");
    }
    table.setAttribute("role", "table");
    for (const body of table.tBodies) body.setAttribute("role", "rowgroup");
    table.classList.add("cards");
  }
}
