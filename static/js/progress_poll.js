/* A job in the background: asks how far it is, less often the longer it takes, and stops at the end.
   The answer is {"done", "total", "state": "running|done|failed", "message", "url"}. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000; // milliseconds

export function attach(line) {
  const bar = line.querySelector("progress");
  const words = line.querySelector("[data-words]");
  const message = line.querySelector("[data-message]");
  const format = new Intl.NumberFormat("vi");
  let pause = FIRST_PAUSE;

  const ask = async () => {
    try {
      const response = await fetch(line.dataset.url, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      const job = await response.json();
      bar.max = job.total || 1;
      bar.value = job.done;
      words.textContent = `${format.format(job.done)} / ${format.format(job.total)}`;
      message.textContent = job.message ?? "";
      if (job.state === "done" && job.url) location.assign(job.url);
      if (job.state !== "running") return;
    } catch {
      message.textContent = "Mất liên lạc với máy chủ, đang hỏi lại…";
    }
    pause = Math.min(pause * 1.3, LONGEST_PAUSE);
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}
