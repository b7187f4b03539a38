/* One page of questions at a time, dots for every question, and the review before submitting. */
export class Pages {
  #form;
  #ledger;
  #pages;
  #current = 0;
  #onMove;

  /* onMove is called when the reader leaves a page: what was answered is sent at once. */
  constructor(form, ledger, onMove) {
    this.#form = form;
    this.#ledger = ledger;
    this.#onMove = onMove;
    this.#pages = [...form.querySelectorAll("[data-page]")];
    this.#makeDots();
    this.#part("previous").addEventListener("click", () => this.go(this.#current - 1));
    this.#part("next").addEventListener("click", () => this.go(this.#current + 1));
    this.#part("back").addEventListener("click", () => this.go(this.#current));
    this.#part("to-review").addEventListener("click", (event) => {
      event.preventDefault();
      this.review();
    });
    form.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#item-"]');
      if (!link) return;
      event.preventDefault();
      this.goToItem(Number(link.hash.slice("#item-".length)));
    });
    this.#show(this.#startingPage());
  }

  #startingPage() {
    const page = document.getElementById(location.hash.slice(1))?.closest("[data-page]");
    return page ? this.#pages.indexOf(page) : 0;
  }

  go(page) {
    if (page < 0 || page >= this.#pages.length) return;
    this.#show(page);
    this.#onMove();
    this.#form.scrollIntoView();
    this.#pages[page].querySelector(".question").focus({ preventScroll: true });
  }

  goToItem(item) {
    const question = this.#form.querySelector(`#item-${item}`);
    this.#show(this.#pages.indexOf(question.closest("[data-page]")));
    this.#onMove();
    question.scrollIntoView();
    question.focus({ preventScroll: true });
  }

  review() {
    for (const page of this.#pages) page.hidden = true;
    const missing = this.#part("missing");
    missing.replaceChildren(...describeMissing(this.#ledger));
    this.#part("review").hidden = false;
    this.#part("to-review").hidden = true;
    this.#part("previous").hidden = true;
    this.#part("next").hidden = true;
    this.#onMove();
    this.#form.scrollIntoView();
    this.#part("review").focus({ preventScroll: true });
  }

  drawDots() {
    const waiting = new Set(this.#ledger.pending().map(({ item }) => item));
    for (const link of this.#part("dots").querySelectorAll("a")) {
      const item = Number(link.dataset.dot);
      const isAnswered = this.#ledger.isAnswered(item);
      link.classList.toggle("is-answered", isAnswered);
      link.classList.toggle("is-unsaved", waiting.has(item));
      const words = [isAnswered ? "đã trả lời" : "chưa trả lời", waiting.has(item) ? "chưa lưu" : ""].filter(Boolean);
      link.setAttribute("aria-label", `Câu ${item}, ${words.join(", ")}`);
    }
  }

  #show(current) {
    this.#current = current;
    this.#pages.forEach((page, place) => { page.hidden = place !== current; });
    this.#part("review").hidden = true;
    this.#part("to-review").hidden = false;
    this.#part("previous").hidden = current === 0;
    this.#part("next").hidden = current === this.#pages.length - 1;
    const shown = new Set([...this.#pages[current].querySelectorAll(".question")].map((question) => question.dataset.item));
    for (const link of this.#part("dots").querySelectorAll("a")) {
      if (shown.has(link.dataset.dot)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  #makeDots() {
    this.#part("dots").replaceChildren(...this.#ledger.items.map((item) => {
      const link = document.createElement("a");
      link.href = `#item-${item}`;
      link.dataset.dot = String(item);
      link.textContent = String(item);
      const line = document.createElement("li");
      line.append(link);
      return line;
    }));
  }

  #part(name) {
    return this.#form.querySelector(`[data-${name}]`);
  }
}

function describeMissing(ledger) {
  const words = document.createElement("p");
  const { items, unanswered } = ledger;
  if (unanswered.length === 0) {
    words.textContent = `Đã trả lời đủ ${items.length} câu.`;
    return [words];
  }
  words.textContent = `Còn ${unanswered.length}/${items.length} câu chưa trả lời:`;
  const list = document.createElement("ul");
  list.className = "exam-missing";
  for (const item of unanswered) {
    const link = document.createElement("a");
    link.href = `#item-${item}`;
    link.textContent = `Câu ${item}`;
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  return [words, list];
}
