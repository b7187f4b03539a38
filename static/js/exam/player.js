/* The exam player (exams.md): every change goes to the journal, then to the server, then to the bar.
   The form works without this file; this file makes it safe against a bad network. */
import { Bar } from "./bar.js";
import { ServerClock } from "./clock.js";
import { openJournal } from "./journal.js";
import { Ledger } from "./ledger.js";
import { Pages } from "./pages.js";
import { retryPause, Sender } from "./sender.js";
import { Server } from "./server.js";
import { pause, SignIn } from "./sign_in.js";
import { holdAttempt } from "./single_tab.js";
import { Trouble } from "./trouble.js";
import { keepOrderDistinct, readHeld, readValue, setValue } from "./values.js";

const TYPING_PAUSE = 700;
const TICK = 500; // milliseconds
const ASK_EVERY = 60000; // milliseconds; a proctor may have given time to somebody who only reads
const RELOADED_FOR = "exam-reloaded-for";

export async function attach(form) {
  const player = new Player(form);
  await player.start();
}

class Player {
  #typing = new Map();
  #isFinished = false;
  #isSubmitting = false;
  #isCheckingDeadline = false;

  constructor(form) {
    this.form = form;
    this.questions = new Map([...form.querySelectorAll("[data-item]")].map((node) => [Number(node.dataset.item), node]));
    this.server = new Server(form);
    this.clock = new ServerClock(form.dataset.serverTime);
    this.trouble = new Trouble(form);
    this.signIn = new SignIn(this.server, () => {
      this.trouble.signedOut(form.dataset.signInUrl);
      this.#draw();
    });
  }

  async start() {
    this.journal = await openJournal(this.form.dataset.attempt);
    this.ledger = new Ledger(this.questions.keys(), readHeld(this.form, this.questions));
    for (const { item, value } of this.ledger.merge(await this.journal.read())) setValue(this.questions.get(item), value);
    this.sender = new Sender(this.ledger, this.server, {
      saved: (reply, sentAt, raised) => this.#saved(reply, sentAt, raised),
      refused: (items, reply) => this.#refused(items, reply),
      failed: () => this.#draw(),
      closed: (reply) => this.#closed(reply),
      signedOut: () => this.#signedOut(),
    });
    this.bar = new Bar(this.form, this.ledger, this.clock);
    this.pages = new Pages(this.form, this.ledger, () => this.#saveNow());
    if (!this.journal.isDurable) this.trouble.notDurable();
    this.#listen();
    await this.#hold();
    this.#draw();
    this.form.dataset.ready = "true";
    this.ticking = setInterval(() => this.#tick(), TICK);
    this.asking = setInterval(() => document.hidden || this.#askStatus(), ASK_EVERY);
    this.#tick();
    await this.#askStatus();
    if (this.sender.hasWork) this.sender.flush();
  }

  #listen() {
    const previous = new WeakMap();
    this.form.addEventListener("focusin", ({ target }) => {
      if (target.matches("select")) previous.set(target, target.value);
    });
    this.form.addEventListener("input", ({ target }) => {
      const question = target.closest("[data-item]");
      if (question && target.matches(".answer-text")) this.#recordSoon(question);
    });
    this.form.addEventListener("change", ({ target }) => {
      const question = target.closest("[data-item]");
      if (!question) return;
      if (question.dataset.type === "ordering") {
        keepOrderDistinct(question, target, previous.get(target) ?? "");
        previous.set(target, target.value);
      }
      this.#record(question);
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.querySelector("[data-submit]").addEventListener("click", () => this.#finish());
    addEventListener("online", () => this.#askStatus().then(() => this.sender.flush()));
    addEventListener("pagehide", () => this.#leave());
    addEventListener("beforeunload", (event) => {
      if (!this.#isFinished && this.ledger.pending().length > 0) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => this.#watched());
  }

  async #hold() {
    const freeze = () => {
      this.#freeze();
      this.trouble.takenByOtherTab(() => location.reload());
    };
    const lock = await holdAttempt(this.form.dataset.attempt, { onLost: freeze });
    if (lock.isHeld) return;
    this.#freeze();
    this.trouble.takenByOtherTab(async () => {
      await lock.take();
      location.reload();
    });
  }

  #recordSoon(question) {
    clearTimeout(this.#typing.get(question));
    this.#typing.set(question, setTimeout(() => this.#record(question), TYPING_PAUSE));
  }

  async #record(question) {
    clearTimeout(this.#typing.get(question));
    this.#typing.delete(question);
    if (this.#isFinished) return;
    const entry = this.ledger.record(Number(question.dataset.item), readValue(question));
    if (!entry) return;
    question.querySelector("[data-refused]").hidden = true;
    await this.journal.write(entry).catch(() => this.trouble.notDurable());
    this.sender.schedule();
    this.#draw();
  }

  async #recordTyping() {
    await Promise.all([...this.#typing.keys()].map((question) => this.#record(question)));
  }

  async #saveNow() {
    await this.#recordTyping();
    if (!this.sender.isHeld) await this.sender.flush();
  }

  #leave() {
    if (this.#isFinished) return;
    for (const question of this.#typing.keys()) this.#record(question);
    this.sender.flushLeaving();
  }

  #watched() {
    if (this.#isFinished) return;
    const isHidden = document.visibilityState === "hidden";
    this.sender.note(isHidden ? "focus_lost" : "focus_back", this.clock.iso());
    if (!isHidden) this.#askStatus();
    else if (!this.sender.isHeld) this.#recordTyping().then(() => this.sender.flush({ keepalive: true }));
  }

  #saved(reply, sentAt, raised) {
    for (const entry of raised) this.journal.write(entry).catch(() => this.trouble.notDurable());
    this.#heard(reply, sentAt);
    this.#fetchPictures();
    this.bar.saved();
    this.#draw();
  }

  #heard(reply, sentAt) {
    if (reply.server_time) this.clock.sync(reply.server_time, sentAt);
    if (reply.deadline) this.bar.deadline = reply.deadline;
    if (reply.state && reply.state !== "open") this.#closed(reply);
  }

  /* A picture that did not come through is asked for again while the server answers. */
  #fetchPictures() {
    for (const picture of this.form.querySelectorAll("img.question-picture")) {
      if (picture.complete && picture.naturalWidth === 0) picture.src = picture.getAttribute("src");
    }
  }

  #refused(items, reply) {
    for (const item of items) {
      const place = this.questions.get(item).querySelector("[data-refused]");
      place.textContent = reply.refused?.[item] ?? "Máy chủ không nhận câu trả lời này. Trả lời lại giúp.";
      place.hidden = false;
    }
  }

  async #askStatus() {
    const { outcome, reply, sentAt } = await this.server.status();
    if (outcome === "signed_out") this.#signedOut();
    if (outcome === "closed") this.#closed(reply);
    if (outcome !== "done") return;
    this.#fetchPictures();
    const wasFailing = this.sender.failures > 0;
    this.sender.failures = 0;
    if (wasFailing) this.sender.note("reconnected", this.clock.iso());
    const acked = reply.acked ?? {};
    const outdated = this.ledger.outdated(acked);
    for (const entry of this.ledger.acknowledge(acked)) await this.journal.write(entry);
    this.#heard(reply, sentAt);
    if (outdated.length > 0) this.#reloadFor(outdated.map((item) => `${item}:${acked[item]}`).join());
    this.#draw();
  }

  /* Another device answered later: show its answers. Once for each news, lest we reload for ever. */
  #reloadFor(news) {
    if (sessionStorage.getItem(RELOADED_FOR) === news) return;
    sessionStorage.setItem(RELOADED_FOR, news);
    location.reload();
  }

  async #signedOut() {
    this.sender.isHeld = true;
    const isFirst = !this.signIn.isWaiting;
    await this.signIn.wait();
    if (!isFirst) return;
    this.trouble.clear();
    this.sender.release().then(() => this.#draw());
  }

  #closed(reply) {
    if (this.#isFinished) return;
    this.#freeze();
    this.bar.stopped();
    if (reply.state === "moved") {
      this.trouble.moved(this.form.dataset.pageUrl);
      return;
    }
    this.trouble.closed(reply.state, this.form.dataset.receiptUrl);
    if (reply.state === "submitted" || reply.state === "expired") this.#goToReceipt();
  }

  async #finish() {
    if (this.#isSubmitting) return;
    this.#isSubmitting = true;
    this.form.querySelector("[data-submit]").disabled = true;
    await this.#recordTyping();
    for (let failures = 0; ; ) {
      const isSaved = this.sender.isHeld ? false : await this.sender.flush();
      if (this.#isFinished) return;
      const { outcome } = isSaved || this.bar.left <= 0 ? await this.server.submit() : { outcome: "failed" };
      if (outcome === "done" || outcome === "closed") break;
      if (outcome === "signed_out") await this.#signedOut();
      else {
        failures += 1;
        if (!this.signIn.isWaiting) this.trouble.notSubmitted();
        await pause(retryPause(failures));
      }
    }
    this.#freeze();
    await this.journal.wipe();
    this.#goToReceipt();
  }

  #goToReceipt() {
    location.assign(this.form.dataset.receiptUrl);
  }

  #freeze() {
    this.#isFinished = true;
    this.sender.isHeld = true;
    clearInterval(this.ticking);
    clearInterval(this.asking);
    for (const control of this.form.querySelectorAll("input, textarea, select, button")) control.disabled = true;
  }

  #tick() {
    this.bar.tick();
    if (this.bar.left <= 0 && !this.#isSubmitting) this.#timeIsUp();
    this.#draw();
  }

  /* Extra time may have been given since the last reply: ask before handing in. */
  async #timeIsUp() {
    if (this.#isCheckingDeadline) return;
    this.#isCheckingDeadline = true;
    await this.#askStatus();
    this.#isCheckingDeadline = false;
    if (this.bar.left <= 0 && !this.#isFinished) this.#finish();
  }

  #draw() {
    this.bar.show(this.sender.failures > 0 || this.signIn.isWaiting);
    this.pages.drawDots();
  }
}
