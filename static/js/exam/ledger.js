/* Which answer of each item is newest, and which the server has acknowledged. No page, no network.

   seq counts the saves of one item. The higher seq is the newer answer, whoever holds it. */
export class Ledger {
  #entries = new Map(); // item → {item, seq, value, acked}

  /* held: {item: {seq, value}}, what the server held when the page was made. */
  constructor(items, held) {
    for (const item of items) {
      const { seq = 0, value = [] } = held[item] ?? {};
      this.#entries.set(item, { item, seq, value, acked: seq });
    }
  }

  /* Take what the journal knows better; returns the entries that changed. */
  merge(journalEntries) {
    const changed = [];
    for (const { item, seq, value } of journalEntries) {
      const entry = this.#entries.get(item);
      if (entry && seq > entry.seq) {
        Object.assign(entry, { seq, value });
        changed.push(entry);
      }
    }
    return changed;
  }

  /* Note an answer; returns the entry to journal, or null when nothing changed. */
  record(item, value) {
    const entry = this.#entries.get(item);
    if (same(entry.value, value)) return null;
    entry.seq += 1;
    entry.value = value;
    return { item, seq: entry.seq, value };
  }

  pending() {
    return [...this.#entries.values()]
      .filter((entry) => entry.seq > entry.acked)
      .map(({ item, seq, value }) => ({ item, seq, value }));
  }

  /* Take the server's {item: seq}. What it holds newer while ours is unsent was stale: ours is the
     candidate's latest act, so it goes again with a higher seq. Returns the entries so raised. */
  acknowledge(acked) {
    const raised = [];
    for (const [key, held] of Object.entries(acked)) {
      const entry = this.#entries.get(Number(key));
      if (!entry) continue;
      if (held > entry.seq && entry.seq > entry.acked) {
        entry.acked = held;
        entry.seq = held + 1;
        raised.push({ item: entry.item, seq: entry.seq, value: entry.value });
      } else {
        entry.acked = Math.max(entry.acked, Math.min(held, entry.seq));
      }
    }
    return raised;
  }

  /* The server will not have this answer: stop sending it. */
  giveUp(item, seq) {
    const entry = this.#entries.get(item);
    entry.acked = Math.max(entry.acked, seq);
  }

  /* Items that another device answered later, where nothing of ours waits. */
  outdated(acked) {
    return [...this.#entries.values()]
      .filter((entry) => (acked[entry.item] ?? 0) > entry.seq && entry.seq === entry.acked)
      .map((entry) => entry.item);
  }

  isAnswered(item) {
    return this.#entries.get(item).value.length > 0;
  }

  get items() {
    return [...this.#entries.keys()];
  }

  get unanswered() {
    return this.items.filter((item) => !this.isAnswered(item));
  }
}

function same(left, right) {
  return left.length === right.length && left.every((part, place) => part === right[place]);
}
