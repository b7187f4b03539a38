/* The one script of every page: says that scripts run, then brings in what the page asks for. */
import { enhance } from "./behaviours.js";

document.documentElement.classList.add("js");
enhance(document);
