/* Reading and setting the value of a question in the page; the formats are those of
   templates/components/exam.html. */
export function readValue(question) {
  const type = question.dataset.type;
  if (type === "short_answer" || type === "essay") {
    const text = question.querySelector(".answer-text").value;
    return text.trim() === "" ? [] : [text];
  }
  if (type === "matching") return selects(question).map((select) => select.value).filter(Boolean);
  if (type === "ordering") {
    const places = selects(question).map((select) => select.value);
    const gap = places.indexOf("");
    return gap === -1 ? places : places.slice(0, gap);
  }
  return [...question.querySelectorAll("input:checked")].map((input) => input.value);
}

export function setValue(question, value) {
  const type = question.dataset.type;
  if (type === "short_answer" || type === "essay") {
    question.querySelector(".answer-text").value = value[0] ?? "";
  } else if (type === "matching") {
    for (const select of selects(question)) {
      select.value = value.find((pair) => [...select.options].some((option) => option.value === pair)) ?? "";
    }
  } else if (type === "ordering") {
    selects(question).forEach((select, place) => { select.value = value[place] ?? ""; });
  } else {
    for (const input of question.querySelectorAll("input")) input.checked = value.includes(input.value);
  }
}

/* What the server held when the page was made, {item: {seq, value}}: in the attributes, or in the
   JSON block of a cached page, which is then put into the form. */
export function readHeld(form, questions) {
  const block = form.querySelector("script[data-answers]");
  if (!block) {
    return Object.fromEntries([...questions].map(([item, node]) => [item, { seq: Number(node.dataset.seq), value: readValue(node) }]));
  }
  const held = JSON.parse(block.textContent);
  for (const [item, { value }] of Object.entries(held)) setValue(questions.get(Number(item)), value);
  return held;
}

/* An option chosen for one place of an order leaves the place it had: the two change places. */
export function keepOrderDistinct(question, changed, previous) {
  for (const select of selects(question)) {
    if (select !== changed && select.value !== "" && select.value === changed.value) select.value = previous;
  }
}

function selects(question) {
  return [...question.querySelectorAll("select")];
}
