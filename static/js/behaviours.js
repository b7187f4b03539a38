/* data-behaviour="name" on an element → the module of that name is loaded and attached to it.
   A module exports attach(element); a page that asks for nothing loads nothing. */
import { turnIntoCards } from "./table_cards.js";

const MODULES = {
  "board": () => import("./board.js"),
  "bulk": () => import("./table_select.js").then((module) => ({ attach: module.attachBulk })),
  "check-in": () => import("./check_in.js"),
  "confirm": () => import("./confirm.js"),
  "draft": () => import("./draft.js"),
  "exam-player": () => import("./exam/player.js"),
  "exam-receipt": () => import("./exam/receipt.js"),
  "file-drop": () => import("./file_drop.js"),
  "filter": () => import("./filter.js"),
  "finish-lesson": () => import("./finish_lesson.js"),
  "keep-lesson": () => import("./offline/keep.js"),
  "menu": () => import("./frame.js").then((module) => ({ attach: module.attachMenu })),
  "print": () => import("./print.js"),
  "progress-poll": () => import("./progress_poll.js"),
  "reading-progress": () => import("./reading_progress.js"),
  "refresh": () => import("./refresh.js"),
  "rotating-code": () => import("./rotating_code.js"),
  "search-focus": () => import("./frame.js").then((module) => ({ attach: module.attachSearch })),
  "self-check": () => import("./self_check.js"),
  "sign-out": () => import("./offline/holder.js").then((module) => ({ attach: module.attachSignOut })),
  "table-select": () => import("./table_select.js"),
  "toast": () => import("./toast.js"),
  "total": () => import("./total.js"),
};

const attached = new WeakSet();

export async function enhance(root) {
  turnIntoCards(root);
  const elements = [...root.querySelectorAll("[data-behaviour]")].filter((element) => !attached.has(element));
  await Promise.all(elements.map(async (element) => {
    attached.add(element);
    const load = MODULES[element.dataset.behaviour];
    if (!load) throw new Error(`no behaviour named ${element.dataset.behaviour}`);
    const { attach } = await load();
    attach(element);
  }));
}
