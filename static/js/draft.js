/* The draft of a long text, kept while the tab is open and dropped when the form is sent.
   sessionStorage, never localStorage: what is written here is about a person's politics, and many
   offices share a computer; the draft must not outlive the tab. */
const PAUSE = 800; // milliseconds

export function attach(area) {
  const key = `draft:${location.pathname}:${area.name}`;
  const note = document.createElement("p");
  note.className = "draft-note";
  note.setAttribute("role", "status");
  area.after(note);

  const kept = sessionStorage.getItem(key);
  if (kept !== null && area.value.trim() === "" && kept.trim() !== "") {
    area.value = kept;
    note.textContent = "Đã lấy lại bản nháp của thẻ này.";
  }
  let timer;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      sessionStorage.setItem(key, area.value);
      note.textContent = "Đã giữ bản nháp.";
    }, PAUSE);
  });
  area.form?.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.removeItem(key);
  });
}
