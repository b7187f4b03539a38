/* Who has lessons on this device. One account at a time: signing out takes everything off, a sign-in page
   takes the lessons off (the notes of reading wait for the same account), another account takes off the rest.
   Accounts are told apart by an opaque key of the server (data-reader). */
import { close, send } from "./outbox.js";
import { HOLDER, kept, notes } from "./store.js";

const PATIENCE = 3000; // milliseconds; signing out does not wait longer for the network

export async function settle(reader, holder) {
  if (reader === "") return takeLessonsOff();
  if (reader !== holder) return takeEverythingOff();
  await send(reader);
}

export function attachSignOut(form) {
  form.addEventListener("submit", async (event) => {
    const holder = localStorage.getItem(HOLDER);
    if (!holder) return;
    event.preventDefault();
    await Promise.race([send(holder), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).catch(() => {});
    close();
    await takeEverythingOff().catch(() => {});
    form.submit();
  });
}

async function takeLessonsOff() {
  if (!("caches" in window) || !navigator.serviceWorker) return; // then nothing was ever kept
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("lessons-")).map((name) => caches.delete(name)));
  await kept.clear();
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

async function takeEverythingOff() {
  localStorage.removeItem(HOLDER);
  await notes.clear();
  await takeLessonsOff();
}
