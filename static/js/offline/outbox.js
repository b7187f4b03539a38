/* What pages noted about reading, kept on this device until the server has counted it.

   A note belongs to the account it was made under (reader) and is never sent under another. It says when
   its reading ended by this device's clock; only the distance to the moment of sending leaves. */
import { HOLDER, notes } from "./store.js";

const AT_ONCE = 100; // notes in one request; the server takes 200

let isClosed = false;

/* Nothing is noted any more on this page: its reader is signing out. */
export function close() {
  isClosed = true;
}

export async function keep(reader, url, note) {
  if (isClosed) return;
  localStorage.setItem(HOLDER, reader);
  await notes.put({ ...note, reader, url });
}

/* Sends what waits of this reader; tells whether all of it is through. What the server refuses for good
   (404, 422) is dropped: asking again would change nothing; the rest waits for the next page. */
export async function send(reader) {
  const waiting = (await notes.all()).filter((note) => note.reader === reader);
  for (const url of new Set(waiting.map((note) => note.url))) {
    const batch = waiting.filter((note) => note.url === url).slice(0, AT_ONCE);
    const status = await post(url, batch).catch(() => 0);
    if (status !== 200 && status !== 404 && status !== 422) return false;
    await notes.remove(batch.map((note) => note.id));
  }
  return true;
}

/* For a page that is going away: the same note may also wait in the store, the server counts it once. */
export function post(url, batch, { keepalive = false } = {}) {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (!token || isClosed) return Promise.resolve(0); // a kept page has none; the next page of the server sends
  const now = Date.now();
  const told = batch.map(({ reader, url: _, ended, ...note }) => ({ ...note, age: Math.round((now - ended) / 1000) }));
  return fetch(url, {
    method: "POST",
    keepalive,
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ notes: told }),
  }).then((response) => response.status);
}
