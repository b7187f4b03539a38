/* A part of the page that stays fresh: data-behaviour="refresh" id="<block>" data-seconds="10".
   Asks for its own block (X-Fragment) while the page is looked at and nothing in it is being used. */
import { enhance } from "./behaviours.js";

export function attach(part) {
  const pause = Number(part.dataset.seconds) * 1000;

  const refresh = async () => {
    if (!document.hidden && !part.contains(document.activeElement)) {
      try {
        const response = await fetch(location.href, { headers: { "X-Fragment": part.id } });
        if (!response.ok) throw new Error(String(response.status));
        part.innerHTML = await response.text();
        await enhance(part);
      } catch {
        part.dataset.stale = "true";
      }
    }
    setTimeout(refresh, pause);
  };
  setTimeout(refresh, pause);
}
