/* The button of a print sheet. */
export function attach(button) {
  button.addEventListener("click", () => window.print());
}
