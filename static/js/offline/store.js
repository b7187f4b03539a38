/* The little database of lessons on this device: notes of reading, and who keeps lessons here. */
const DATABASE = "lessons";
const STORE = "notes";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const notes = {
  all: () => run("readonly", (store) => store.getAll()),
  put: (note) => run("readwrite", (store) => store.put(note)),
  remove: (ids) => run("readwrite", (store) => { for (const id of ids) store.delete(id); }),
  clear: () => run("readwrite", (store) => store.clear()),
};
