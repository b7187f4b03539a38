/* A filter bar that answers while one types. With data-results="<block>", only that part of the
   page is asked for (X-Fragment) and replaced, and the address follows; else the form submits.
   form.submit() and not requestSubmit(): the latter would come back to the listener below.
   On a phone only the search is open; a button brings out the other conditions. */
import { enhance } from "./behaviours.js";

const TYPING_PAUSE = 300; // milliseconds

export function attach(form) {
  const results = form.dataset.results;
  let timer;
  let running;

  const refresh = async () => {
    const target = results && document.getElementById(results);
    if (!target) {
      form.submit();
      return;
    }
    running?.abort();
    running = new AbortController();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const url = `${location.pathname}?${query}`;
    try {
      const response = await fetch(url, { headers: { "X-Fragment": results }, signal: running.signal });
      if (!response.ok) throw new Error(String(response.status));
      target.innerHTML = await response.text();
      history.replaceState(null, "", url);
      await enhance(target);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };

  const more = form.querySelector(".more-filters");
  more?.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("open")));
  });

  form.addEventListener("input", (event) => {
    if (event.target.matches("select")) return;
    clearTimeout(timer);
    if (results) timer = setTimeout(refresh, TYPING_PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=radio]")) refresh();
  });
  form.addEventListener("submit", (event) => {
    if (!results) return;
    event.preventDefault();
    clearTimeout(timer);
    refresh();
  });
}
