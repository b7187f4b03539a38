/* What was answered, on disk before it is sent. One row an item: attempt, item, seq, value.

   The values of short answers and essays are kept too: they are all there is to resume from after
   a crash without a network, and losing nothing outweighs keeping nothing. The journal of an
   attempt is emptied when its submission is acknowledged (player.js, receipt.js).
   Where a browser refuses IndexedDB the journal lives in memory and says so (isDurable). */
const DATABASE = "exam-journal";
const STORE = "answers";

export async function openJournal(attempt) {
  try {
    return new DiskJournal(attempt, await openDatabase());
  } catch {
    return new MemoryJournal();
  }
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["attempt", "item"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

class DiskJournal {
  isDurable = true;

  constructor(attempt, database) {
    this.attempt = attempt;
    this.database = database;
  }

  /* Every row of this attempt is between [attempt, -∞] and [attempt, []]: arrays sort last. */
  get range() {
    return IDBKeyRange.bound([this.attempt, -Infinity], [this.attempt, []]);
  }

  async read() {
    const rows = await this.#run("readonly", (store) => store.getAll(this.range));
    return rows.map(({ item, seq, value }) => ({ item, seq, value }));
  }

  /* Resolves when the disk has it: durability "strict". */
  write({ item, seq, value }) {
    return this.#run("readwrite", (store) => store.put({ attempt: this.attempt, item, seq, value }));
  }

  wipe() {
    return this.#run("readwrite", (store) => store.delete(this.range));
  }

  #run(mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

class MemoryJournal {
  isDurable = false;
  rows = new Map();

  async read() {
    return [...this.rows.values()];
  }

  async write(entry) {
    this.rows.set(entry.item, entry);
  }

  async wipe() {
    this.rows.clear();
  }
}
