/* Ticking rows: “all on this page”, and the bulk bar that says how many and appears when any is. */
export function attach(table) {
  const boxes = [...table.querySelectorAll('tbody input[type="checkbox"][name="ids"]')];
  const all = table.querySelector("[data-all]");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    const form = document.getElementById(table.dataset.form);
    form?.dispatchEvent(new CustomEvent("rows-chosen", { detail: { chosen } }));
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  table.addEventListener("change", (event) => {
    if (event.target !== all) tell();
  });
  tell();
}

export function attachBulk(form) {
  const count = form.querySelector(".bulk-count");
  const show = (chosen) => {
    form.dataset.chosen = String(chosen);
    count.textContent = `Đã chọn ${chosen}`;
  };
  form.addEventListener("rows-chosen", (event) => show(event.detail.chosen));
  show(document.querySelectorAll(`input[name="ids"][form="${form.id}"]:checked`).length);
}
