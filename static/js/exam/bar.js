/* The status bar: saved when, how many answered, how long left; amber when something is not saved. */
import { showLength, showTime } from "./clock.js";

const WARNINGS = [10, 5, 1]; // minutes left, said once each
const LAST_MINUTES = 5;

export class Bar {
  #bar;
  #ledger;
  #clock;
  #isStopped = false;
  #savedAt = null;
  #said = new Set();
  #deadline;

  constructor(form, ledger, clock) {
    this.#bar = form.querySelector("[data-bar]");
    this.#ledger = ledger;
    this.#clock = clock;
    this.#deadline = Date.parse(form.dataset.deadline);
  }

  set deadline(iso) {
    this.#deadline = Date.parse(iso);
  }

  get left() {
    return this.#deadline - this.#clock.now();
  }

  saved() {
    this.#savedAt = this.#clock.now();
  }

  /* Nothing is saved from here any more; the page says why. */
  stopped() {
    this.#isStopped = true;
    this.#tone("", "không lưu nữa");
  }

  /* isRetrying: the last request failed, or we are signed out. */
  show(isRetrying) {
    if (this.#isStopped) return;
    const waiting = this.#ledger.pending().length;
    const { items, unanswered } = this.#ledger;
    this.#part("count", `${items.length - unanswered.length}/${items.length} câu`);
    if (isRetrying && waiting > 0) {
      this.#tone("warn", `chưa lưu ${waiting} câu, đang thử lại`);
    } else if (isRetrying) {
      this.#tone("warn", "mất liên lạc, đang thử lại");
    } else if (waiting > 0) {
      this.#tone("", "đang lưu…");
    } else if (this.#savedAt !== null) {
      this.#tone("ok", `đã lưu lúc ${showTime(this.#savedAt)}`);
    }
  }

  tick() {
    this.#part("clock", `còn ${showLength(this.left)}`);
    const minutes = this.left / 60000;
    this.#bar.classList.toggle("is-last-minutes", minutes <= LAST_MINUTES);
    for (const warning of WARNINGS) {
      if (minutes <= warning && minutes > warning - 0.5 && !this.#said.has(warning)) {
        this.#said.add(warning);
        this.announce(`Còn ${warning} phút.`);
      }
    }
  }

  announce(words) {
    this.#part("announce", words);
  }

  #tone(tone, words) {
    if (this.#bar.dataset.tone !== tone && tone === "warn") this.announce(words);
    this.#bar.dataset.tone = tone;
    this.#part("saved", words);
  }

  #part(name, words) {
    const part = this.#bar.querySelector(`[data-${name}]`);
    if (part.textContent !== words) part.textContent = words;
  }
}
