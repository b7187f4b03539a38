/* The one script of every page: says that scripts run, then brings in what the page asks for. */
import { enhance } from "./behaviours.js";

document.documentElement.classList.add("js");
enhance(document);

/* Whoever has lessons or notes on this device: somebody else at the browser finds none of it. */
const reader = document.querySelector("[data-reader]")?.dataset.reader;
const holder = localStorage.getItem("lessons-holder");
if (reader !== undefined && holder) import("./offline/holder.js").then(({ settle }) => settle(reader, holder));
