/* The little database of lessons on this device: notes of reading not yet counted, and which lessons are kept. */
const DATABASE = "lessons";
const STORES = { notes: "id", kept: "lesson" };

/* Key in localStorage: under whose key (data-reader) anything is kept here. */
export const HOLDER = "lessons-holder";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(name, mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const shelf = (name) => ({
  all: () => run(name, "readonly", (store) => store.getAll()),
  get: (key) => run(name, "readonly", (store) => store.get(key)),
  put: (row) => run(name, "readwrite", (store) => store.put(row)),
  remove: (keys) => run(name, "readwrite", (store) => { for (const key of keys) store.delete(key); }),
  clear: () => run(name, "readwrite", (store) => store.clear()),
});

export const notes = shelf("notes");
export const kept = shelf("kept");
