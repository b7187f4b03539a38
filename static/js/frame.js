/* The frame's two habits, in one file because nearly every page has both. */

/* Ctrl K or ⌘ K puts the cursor in the search box of the top bar. */
export function attachSearch(input) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}

/* A menu made of <details>: Escape and a click elsewhere close it, as one expects of a menu. */
export function attachMenu(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
}
