/* The sum of the numbers typed into the fields whose names begin with data-of, written as people write it. */
export function attach(output) {
  const fields = [...output.closest("form").querySelectorAll(`input[name^="${output.dataset.of}"]`)];
  const add = () => {
    const numbers = fields.map((field) => Number(field.value.trim().replace(",", ".")));
    const isWhole = fields.every((field) => field.value.trim() !== "") && !numbers.some(Number.isNaN);
    output.textContent = isWhole ? numbers.reduce((sum, one) => sum + one, 0).toLocaleString("vi-VN") : "–";
  };
  for (const field of fields) field.addEventListener("input", add);
  add();
}
