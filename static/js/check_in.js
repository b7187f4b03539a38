/* A check-in that survives a weak network: kept on the telephone, by account, until the server has it.
   The code itself proves when it was shown, so a late delivery says the same as an early one. */
const KEY = "check-ins-waiting";
const RETRY_MS = 15000;

export function attach(form) {
  const status = form.querySelector("[data-status]");
  const button = form.querySelector("button[type=submit]");
  const say = (words) => { status.textContent = words; };

  const deliver = async () => {
    for (const code of waiting(form.dataset.account, form.action)) {
      try {
        const body = new URLSearchParams({ csrf_token: form.csrf_token.value, code });
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
        if (answer.status >= 500) throw new Error(String(answer.status));
        const { message } = await answer.json();
        forget(form.dataset.account, code);
        say(message);
      } catch {
        say("Mạng yếu. Điểm danh đã giữ trong máy và sẽ tự gửi; đừng đóng trang này.");
      }
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    keep(form.dataset.account, form.code.value, form.action);
    say("Đang gửi…");
    deliver();
  });
  addEventListener("online", deliver);
  setInterval(deliver, RETRY_MS);
  deliver();
}

function all() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
}

function waiting(account, action) {
  return all().filter((entry) => entry.account === account && entry.action === action).map((entry) => entry.code);
}

function keep(account, code, action) {
  const others = all().filter((entry) => entry.account !== account || entry.code !== code);
  localStorage.setItem(KEY, JSON.stringify([...others, { account, code, action }]));
}

function forget(account, code) {
  localStorage.setItem(KEY, JSON.stringify(all().filter((entry) => entry.account !== account || entry.code !== code)));
}
