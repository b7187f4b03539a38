/* The question under a button (<details>) becomes a <dialog>; the form inside stays the same. */
export function attach(details) {
  const summary = details.querySelector("summary");
  const body = details.querySelector(".confirm-body");
  const heading = body.querySelector("h2");
  const dialog = document.createElement("dialog");
  dialog.className = "portal-dialog";
  if (heading) {
    heading.id ||= `question-${crypto.randomUUID().slice(0, 8)}`;
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  dialog.append(body);
  details.after(dialog);

  summary.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => summary.focus());
  body.addEventListener("submit", () => {
    for (const button of body.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
}
