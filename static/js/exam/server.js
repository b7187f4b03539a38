/* Talking to the server: each function says what happened in one word, never throws.

   outcome: done, refused (422), closed (409), signed_out, failed (network, timeout, 5xx, 429). */
const PATIENCE = 15000; // milliseconds for one exchange
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse a keepalive body over 64 KiB

export class Server {
  #urls;

  constructor(form) {
    this.#urls = form.dataset;
  }

  get #token() {
    return document.querySelector('meta[name="csrf-token"]').content;
  }

  async save(answers, events, { keepalive = false } = {}) {
    let body = JSON.stringify({ answers, events });
    if (keepalive && new Blob([body]).size > KEEPALIVE_LIMIT) body = JSON.stringify(fitting(answers));
    return this.#exchange(this.#urls.answersUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.#token },
      body,
      keepalive,
    });
  }

  status() {
    return this.#exchange(this.#urls.statusUrl, {});
  }

  /* Submitting follows the redirect to the receipt; anything else it lands on is a sign-in page. */
  async submit() {
    try {
      const response = await fetch(this.#urls.submitUrl, {
        method: "POST",
        headers: { "X-CSRFToken": this.#token, Accept: "text/html" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.ok && new URL(response.url).pathname === new URL(this.#urls.receiptUrl, location.href).pathname) {
        return { outcome: "done" };
      }
      if (response.ok || [400, 401, 403].includes(response.status)) return { outcome: "signed_out" };
      return { outcome: response.status === 409 ? "closed" : "failed" };
    } catch {
      return { outcome: "failed" };
    }
  }

  /* A token made before signing in again is no longer good: take the one of a fresh page. */
  async renewToken() {
    try {
      const response = await fetch(this.#urls.pageUrl, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const token = page.querySelector('meta[name="csrf-token"]')?.content;
      if (!token || !page.querySelector(`[data-attempt="${this.#urls.attempt}"]`)) return false;
      document.querySelector('meta[name="csrf-token"]').content = token;
      for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
      return true;
    } catch {
      return false;
    }
  }

  async #exchange(url, options) {
    const sentAt = performance.now();
    try {
      const response = await fetch(url, {
        ...options,
        headers: { Accept: "application/json", ...options.headers },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const reply = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      return { outcome: outcomeOf(response), reply, sentAt };
    } catch {
      return { outcome: "failed", reply: {}, sentAt };
    }
  }
}

function outcomeOf(response) {
  if (response.ok) return "done";
  if (response.status === 422) return "refused";
  if (response.status === 409 || response.status === 410) return "closed";
  // 400 is how a CSRF check refuses a token of an older session; a redirect leads to sign-in.
  if (response.type === "opaqueredirect" || [400, 401, 403].includes(response.status)) return "signed_out";
  return "failed";
}

/* As many of the first answers as a page that is going away may still send. */
function fitting(answers) {
  const chosen = [];
  let bytes = 0;
  for (const answer of answers) {
    const size = new Blob([JSON.stringify(answer)]).size + 1;
    if (bytes + size > KEEPALIVE_LIMIT - 100) continue; // a long essay waits in the journal
    bytes += size;
    chosen.push(answer);
  }
  return { answers: chosen };
}
