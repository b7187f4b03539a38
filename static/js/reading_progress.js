/* Where a reader is in a lesson and for how long, noted every three minutes of reading and when the page is left.
   Notes go through the outbox: without the network they wait on this device. The place of last time is
   offered as a link at the top; nobody is moved there unasked. */
import { keep, post, send } from "./offline/outbox.js";

const EVERY = 180; // seconds of reading between two notes
const STILL_READING = 120; // seconds without a touch after which nobody is assumed to read
const READING_LINE = 0.35; // of the window's height: where eyes rest

export function attach(article) {
  const reader = document.querySelector("[data-reader]")?.dataset.reader ?? "";
  const url = article.dataset.url;
  let seconds = 0;
  let touched = performance.now();
  let moved = false;

  const touch = () => { touched = performance.now(); };
  for (const kind of ["scroll", "pointerdown", "keydown"]) addEventListener(kind, touch, { passive: true });
  addEventListener("scroll", () => { moved = true; }, { passive: true });

  const take = () => {
    const note = { id: crypto.randomUUID(), ended: Date.now(), seconds, ...placeIn(article) };
    seconds = 0;
    moved = false;
    return note;
  };
  const note = async () => {
    await keep(reader, url, take());
    await send(reader);
  };
  const leave = () => {
    if (!seconds && !moved) return;
    const last = take();
    keep(reader, url, last).catch(() => {});
    post(url, [last], { keepalive: true }).catch(() => {});
  };

  setInterval(() => {
    if (document.visibilityState !== "visible" || performance.now() - touched > STILL_READING * 1000) return;
    seconds += 1;
    if (seconds >= EVERY) note().catch(() => {});
  }, 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
  addEventListener("pagehide", leave);
  article.querySelector("a[data-share]")?.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(article, event.currentTarget);
  });
}

/* The section under the reading line, how much of it lies above, and how much of the whole page. */
function placeIn(article) {
  const line = innerHeight * READING_LINE;
  const marks = sectionsOf(article);
  const section = marks.findLastIndex((mark) => mark.top <= line);
  const { top, bottom } = marks[Math.max(0, section)];
  const box = article.getBoundingClientRect();
  return {
    section: Math.max(0, section),
    share: percent((line - top) / (bottom - top)),
    position: percent((innerHeight - box.top) / box.height),
  };
}

function sectionsOf(article) {
  const box = article.getBoundingClientRect();
  const tops = [box.top, ...[...article.querySelectorAll("h2[id^=muc-]")].map((h) => h.getBoundingClientRect().top)];
  return tops.map((top, place) => ({ top, bottom: tops[place + 1] ?? box.bottom }));
}

function goTo(article, link) {
  const section = Number(link.hash.match(/^#muc-(\d+)$/)?.[1] ?? 0);
  const { top, bottom } = sectionsOf(article)[section];
  const there = top + ((bottom - top) * Number(link.dataset.share)) / 100;
  scrollTo({ top: scrollY + there - innerHeight * READING_LINE });
  (document.getElementById(link.hash.slice(1)) ?? article).focus?.({ preventScroll: true });
}

const percent = (ratio) => Math.round(Math.min(1, Math.max(0, ratio)) * 100);
