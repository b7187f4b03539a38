/* When to send: at most one request in five seconds, at once when asked, again after a failure
   with a pause that grows and is never the same for two candidates. */
export const SHORTEST_PAUSE = 5000;
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 30000; // milliseconds

export class Sender {
  #ledger;
  #server;
  #on;
  #events = [];
  #timer = null;
  #running = null;
  #lastSentAt = -Infinity;
  failures = 0;

  /* on: {saved(reply, sentAt, raised), failed(), refused(items, reply), closed(reply), signedOut()} */
  constructor(ledger, server, on) {
    this.#ledger = ledger;
    this.#server = server;
    this.#on = on;
  }

  note(kind, at) {
    this.#events.push({ kind, at });
    if (this.#events.length > 100) this.#events.shift();
    this.schedule();
  }

  get hasWork() {
    return this.#ledger.pending().length > 0 || this.#events.length > 0;
  }

  schedule() {
    if (this.#timer !== null || this.#running) return;
    const pause = this.failures > 0
      ? retryPause(this.failures)
      : Math.max(0, this.#lastSentAt + SHORTEST_PAUSE - performance.now());
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  /* Send now what waits; resolves to true when the server has everything. keepalive: the page was
     hidden and may never be shown again. */
  async flush({ keepalive = false } = {}) {
    clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#running) await this.#running;
    if (!this.hasWork) return true;
    this.#running = this.#send(keepalive);
    await this.#running;
    this.#running = null;
    if (this.hasWork && !this.isHeld) this.schedule();
    return this.#ledger.pending().length === 0;
  }

  /* The page goes away: one last attempt that outlives it. The journal has everything anyway. */
  flushLeaving() {
    if (!this.hasWork || this.isHeld) return;
    this.#server.save(this.#ledger.pending(), this.#events.splice(0), { keepalive: true });
  }

  /* Held: signed out or closed; nothing is sent until released. */
  isHeld = false;

  release() {
    this.isHeld = false;
    this.failures = 0;
    return this.flush();
  }

  async #send(keepalive) {
    const answers = this.#ledger.pending();
    const events = this.#events.splice(0);
    this.#lastSentAt = performance.now();
    const { outcome, reply, sentAt } = await this.#server.save(answers, events, { keepalive });
    if (outcome !== "done" && outcome !== "refused") this.#events.unshift(...events);
    if (outcome === "done" || outcome === "refused") {
      this.failures = 0;
      const raised = this.#ledger.acknowledge(reply.acked ?? {});
      const refused = outcome === "refused" ? answers.filter(({ item, seq }) => (reply.acked?.[item] ?? 0) < seq) : [];
      for (const { item, seq } of refused) this.#ledger.giveUp(item, seq);
      if (refused.length > 0) this.#on.refused(refused.map(({ item }) => item), reply);
      this.#on.saved(reply, sentAt, raised);
    } else if (outcome === "failed") {
      this.failures += 1;
      this.#on.failed();
    } else {
      this.isHeld = true;
      if (outcome === "closed") this.#on.closed(reply);
      else this.#on.signedOut();
    }
  }
}

/* Full jitter: anywhere between half a second and a limit that doubles up to thirty seconds. */
export function retryPause(failures, random = Math.random) {
  const limit = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1));
  return 500 + random() * limit;
}
