/* The server's clock, carried forward by the device's steady timer: setting the device's clock
   forward or back changes nothing. */
const SLOW_REPLY = 4000; // milliseconds; a reply this slow says little about the time

export class ServerClock {
  #base;
  #at;

  constructor(serverTime) {
    this.#base = Date.parse(serverTime);
    this.#at = performance.now();
  }

  /* Milliseconds since 1970 by the server's clock. */
  now() {
    return this.#base + (performance.now() - this.#at);
  }

  /* Take the server's time from a reply; it was read about half way through the exchange. */
  sync(serverTime, sentAt) {
    const receivedAt = performance.now();
    const time = Date.parse(serverTime);
    if (Number.isNaN(time) || receivedAt - sentAt > SLOW_REPLY) return;
    this.#base = time + (receivedAt - sentAt) / 2;
    this.#at = receivedAt;
  }

  iso() {
    return new Date(this.now()).toISOString();
  }
}

const hourMinute = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh", hour12: false });

export function showTime(milliseconds) {
  return hourMinute.format(new Date(milliseconds));
}

/* 24:10, or 1:24:10 with more than an hour left. */
export function showLength(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
