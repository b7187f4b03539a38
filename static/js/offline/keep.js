/* The button that keeps a lesson on this device: its copy, and everything the copy shows, go into a cache
   named after the account; the worker opens them when the network is gone. */
import { HOLDER, kept } from "./store.js";

const MEGABYTE = 1048576;
const RENEW_AFTER = 86400 * 1000; // milliseconds; a copy seen with the network is made anew once a day
const number = new Intl.NumberFormat("vi-VN", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });

export async function attach(box) {
  const { lesson, title, copy, shelf, worker } = box.dataset;
  const reader = document.querySelector("[data-reader]").dataset.reader;
  const state = box.querySelector("[data-state]");
  const [keepIt, dropIt] = [box.querySelector("[data-keep]"), box.querySelector("[data-drop]")];

  const show = async (words = "") => {
    const row = await kept.get(lesson);
    keepIt.hidden = Boolean(row);
    dropIt.hidden = !row;
    state.textContent = words || (row ? `Đã giữ trên máy này từ ${day.format(row.at)}, ${number.format(Math.max(0.1, row.bytes / MEGABYTE))} MB.` : "");
  };

  if (!navigator.serviceWorker || !("caches" in window)) {
    keepIt.hidden = true;
    state.textContent = "Trình duyệt này không giữ được bài. Dùng Chrome, Cốc Cốc, Edge hoặc Safari bản mới.";
    return;
  }
  const keepNow = async () => {
    localStorage.setItem(HOLDER, reader);
    await navigator.serviceWorker.register(worker);
    const tell = (done, all) => { state.textContent = `Đang giữ bài: ${done}/${all}…`; };
    const bytes = await store(`lessons-${reader}`, [copy, shelf], tell);
    await kept.put({ lesson, title, copy, bytes, at: Date.now() });
  };
  keepIt.addEventListener("click", async () => {
    keepIt.disabled = true;
    try {
      await keepNow();
      await show();
    } catch {
      await show("Chưa giữ được bài. Kiểm tra mạng và chỗ trống trên máy rồi bấm lại.");
    }
    keepIt.disabled = false;
  });
  dropIt.addEventListener("click", async () => {
    const cache = await caches.open(`lessons-${reader}`);
    await cache.delete(copy);
    await kept.remove([lesson]);
    await show("Đã xóa bài khỏi máy này.");
  });
  const row = await kept.get(lesson);
  if (row && Date.now() - row.at > RENEW_AFTER) await keepNow().catch(() => {}); // without the network the old one stays
  await show();
  keepIt.disabled = false;
}

/* Puts the pages last: a copy that is found is whole. Returns the bytes of the first page and its parts. */
async function store(name, pages, tell) {
  const texts = await Promise.all(pages.map(async (url) => (await ask(url)).text()));
  const parts = [...new Set(texts.flatMap(partsOf))];
  const cache = await caches.open(name);
  let bytes = new Blob([texts[0]]).size;
  for (const [done, url] of parts.entries()) {
    tell(done + 1, parts.length + 1);
    const answer = await ask(url);
    bytes += (await answer.clone().blob()).size;
    await cache.put(url, answer);
  }
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept-At": String(Date.now()) };
  for (const [place, url] of pages.entries()) await cache.put(url, new Response(texts[place], { headers }));
  return bytes;
}

async function ask(url) {
  const answer = await fetch(url, { redirect: "error" });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

function partsOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = page.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src], img, audio, a[data-file]");
  return [...found].map((element) => element.getAttribute("src") ?? element.getAttribute("href"));
}
