/* How far a lesson was read: noted at each quarter of the page and when the reader leaves; on
   coming back the page opens where it was left. Without scripts the button "Đã đọc xong" does it. */
const STEP = 25; // per cent between two notes

export function attach(article) {
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  let noted = Number(article.dataset.position);
  let since = performance.now();

  const position = () => {
    const box = article.getBoundingClientRect();
    const seen = window.innerHeight - box.top;
    return Math.round(Math.min(100, Math.max(0, (seen / box.height) * 100)));
  };

  const note = async (reached) => {
    const seconds = Math.round((performance.now() - since) / 1000);
    noted = Math.max(noted, reached);
    since = performance.now();
    await fetch(article.dataset.url, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ position: reached, seconds }),
    }).catch(() => {}); // reading goes on without the network; the next note carries the place
  };

  if (noted > 5 && noted < 95 && !location.hash) {
    const box = article.getBoundingClientRect();
    window.scrollTo({ top: box.top + window.scrollY + (box.height * noted) / 100 - window.innerHeight });
  }
  addEventListener("scroll", () => { if (position() >= noted + STEP) note(position()); }, { passive: true });
  addEventListener("pagehide", () => { if (position() > noted) note(position()); });
}
