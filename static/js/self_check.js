/* Tells at once whether an answer is right, and why; the page already holds the explanations.
   What was answered stays here. Only "every question was answered" is noted, through the outbox, so it
   also counts when it happened without the network. */
import { keep, send } from "./offline/outbox.js";

export function attach(form) {
  const questions = [...form.querySelectorAll("fieldset[data-right]")];
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const question of questions) tell(question);
    const missing = questions.find((question) => !chosen(question).length);
    if (missing) missing.querySelector("input").focus();
    else await note(form);
  });
}

function tell(question) {
  const answers = chosen(question);
  const right = question.dataset.right.split(" ");
  const told = question.querySelector("[data-told]");
  told.hidden = false;
  told.querySelector("[data-verdict]").textContent = !answers.length
    ? "Câu này chưa trả lời."
    : answers.join(" ") === right.join(" ") ? "Đúng." : "Chưa đúng.";
  told.querySelector("[data-why]").hidden = !answers.length;
  for (const input of question.querySelectorAll("input")) {
    const mark = input.parentElement.querySelector("[data-is-right]");
    mark.hidden = !answers.length || !right.includes(input.value);
  }
}

const chosen = (question) => [...question.querySelectorAll("input:checked")].map((input) => input.value);

async function note(form) {
  const reader = document.querySelector("[data-reader]")?.dataset.reader ?? "";
  const status = form.querySelector("[data-noted]");
  try {
    await keep(reader, form.dataset.url, { id: crypto.randomUUID(), ended: Date.now(), seconds: 0, self_checked: true });
    const sent = await send(reader);
    status.textContent = sent ? "Đã ghi nhận: đồng chí đã tự kiểm tra." : "Đã giữ trên máy; tự ghi nhận khi có mạng.";
  } catch {
    form.submit(); // no store on this device: the server notes it, as without scripts
  }
}
