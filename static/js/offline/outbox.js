/* What pages noted about reading, kept on this device until the server has counted it.

   A note belongs to the account it was made under (reader) and is never sent under another. It says when
   its reading ended by this device's clock; only the distance to the moment of sending leaves. */
import { notes } from "./store.js";

const WAITING = "lesson-notes-waiting"; // key in localStorage; saves every other page from opening the store
const AT_ONCE = 100; // notes in one request; the server takes 200

export const isWaiting = () => localStorage.getItem(WAITING) !== null;

export async function keep(reader, url, note) {
  localStorage.setItem(WAITING, "1");
  await notes.put({ ...note, reader, url });
}

/* Sends what waits of this reader. What the server refuses for good (404, 422) is dropped: asking again
   would change nothing; everything else waits for the next page. */
export async function send(reader) {
  const waiting = (await notes.all()).filter((note) => note.reader === reader);
  for (const url of new Set(waiting.map((note) => note.url))) {
    const batch = waiting.filter((note) => note.url === url).slice(0, AT_ONCE);
    const status = await post(url, batch).catch(() => 0);
    if (status === 200 || status === 404 || status === 422) await notes.remove(batch.map((note) => note.id));
    else return false;
  }
  if (waiting.length <= AT_ONCE) localStorage.removeItem(WAITING);
  return true;
}

/* For a page that is going away: the same note may also wait in the store, the server counts it once. */
export function post(url, batch, { keepalive = false } = {}) {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (!token) return Promise.resolve(0); // a kept page has none; a page of the server sends later
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
