// Questions on their way: each is kept on this device until the server has it, and is sent again
// when the network is back, also after a reload. The submission id lets it count once.
const AGAIN = 30_000;
const PATIENCE = 120_000;
const TOO_LARGE = 413;
const TOO_MANY = 429;
const TO_CORRECT = [409, TOO_LARGE, 422];

class QuestionOutbox extends HTMLElement {
  #store;
  #timer;
  #sending = false;
  #next;

  async connectedCallback() {
    addEventListener("online", this);
    document.addEventListener("submit", this);
    this.addEventListener("click", this);
    this.#store = await opened().catch(() => null);
    this.#sendAll();
  }

  disconnectedCallback() {
    removeEventListener("online", this);
    document.removeEventListener("submit", this);
    clearTimeout(this.#timer);
  }

  handleEvent(event) {
    if (event.type === "online") return this.#sendAll();
    if (event.type === "click") return this.#takeBack(event.target.closest("button")?.value);
    if (event.target.matches("form[data-outbox]")) this.#take(event);
  }

  /** Takes a question from its form; what is too short or too long the server answers at once. */
  #take(event) {
    const form = event.target;
    if (event.defaultPrevented || !this.#store || (!hasItsLength(form.elements.text) && navigator.onLine)) return;
    event.preventDefault();
    if (!hasItsLength(form.elements.text)) return form.elements.text.focus();
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string" || value.size);
    this.#keep({ id: form.elements.submission_id.value, owner: this.getAttribute("owner"), address: form.action, fields }, form);
  }

  async #keep(question, form) {
    await asked(this.#store, "readwrite", (kept) => kept.put(question));
    form.closest("kept-draft").clear();
    await this.#show(this.dataset.sending);
    // The button that was pressed is far below, on a phone several screens.
    this.scrollIntoView({ block: "nearest" });
    await this.#sendAll(question.id);
  }

  /** Sends what is here, one after another; `mine` is what somebody waits for on this page. */
  async #sendAll(mine) {
    if (!this.#store) return;
    // What comes while another is on its way must not wait for the timer.
    if (this.#sending) {
      this.#next = mine ?? this.#next;
      return this.#show(this.dataset.sending);
    }
    clearTimeout(this.#timer);
    this.#sending = true;
    const waiting = await this.#waiting();
    for (const question of waiting.filter((one) => !one.refused || one.id === mine)) {
      await this.#show(mine ? this.dataset.sending : this.#usual);
      await this.#send(question, question.id === mine);
      // The next one would only be counted too.
      if (this.hasAttribute("data-held-up")) break;
    }
    this.#sending = false;
    const next = this.#next;
    this.#next = undefined;
    if (next && !this.hasAttribute("data-held-up")) return this.#sendAll(next);
    await this.#show();
    if ((await this.#waiting()).some((one) => !one.refused)) this.#timer = setTimeout(() => this.#sendAll(), AGAIN * (0.75 + Math.random() / 2));
  }

  async #send(question, isAwaited) {
    const body = new FormData();
    for (const [name, value] of question.fields) body.append(name, value);
    const answer = await fetch(question.address, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    if (answer?.ok && answer.redirected) {
      await this.#forget(question.id);
      if (isAwaited) location.assign(answer.url);
      else this.#say(this.dataset.sent.replace("{number}", referenceIn(answer.url)), answer.url, this.dataset.open);
    } else if (answer && TO_CORRECT.includes(answer.status)) {
      await this.#refuse({ ...question, ...objectionsIn(await answer.text(), answer.status) }, isAwaited);
    }
    this.toggleAttribute("data-signed-off", answer?.status === 403);
    this.toggleAttribute("data-held-up", answer?.status === TOO_MANY);
  }

  async #refuse(question, isAwaited) {
    await asked(this.#store, "readwrite", (kept) => kept.put(question));
    if (isAwaited) await this.#takeBack(question.id);
  }

  /** Back into the form, to be corrected; a file has to be chosen again. */
  async #takeBack(id) {
    const draft = document.querySelector("kept-draft:has([data-outbox])");
    const question = (await this.#waiting()).find((one) => one.id === id);
    if (!draft || !question) return;
    const [said, area] = [draft.querySelector(".draft-said"), draft.querySelector("textarea")];
    if (area.value.trim()) {
      said.textContent = this.dataset.inUse;
      return area.focus();
    }
    draft.fill(Object.fromEntries(question.fields.filter(([name, value]) => typeof value === "string" && name !== "sender")));
    said.textContent = question.refused ?? "";
    for (const [name, sentence] of question.objections ?? []) draft.querySelector("field-errors").put(name, sentence);
    await this.#forget(id);
    (draft.querySelector("[aria-invalid=true]") ?? area).focus();
    await this.#show();
  }

  #forget(id) {
    return asked(this.#store, "readwrite", (kept) => kept.delete(id));
  }

  async #waiting() {
    const all = await asked(this.#store, "readonly", (kept) => kept.getAll());
    return all.filter((one) => one.owner === this.getAttribute("owner"));
  }

  async #show(state) {
    const waiting = await this.#waiting();
    this.querySelectorAll(":scope > article").forEach((shown) => shown.remove());
    this.prepend(...waiting.map((question) => this.#card(question, question.refused ?? state ?? this.#usual)));
  }

  /** Why what waits here is not sent yet. */
  get #usual() {
    if (this.hasAttribute("data-signed-off")) return this.dataset.signedOut;
    return this.hasAttribute("data-held-up") ? this.dataset.tooMany : this.dataset.waiting;
  }

  #card(question, sentence) {
    const card = document.createElement("article");
    const [state, words] = [document.createElement("p"), document.createElement("p")];
    state.className = "outbox-state";
    state.textContent = sentence;
    words.className = "outbox-words";
    words.textContent = question.fields.find(([name]) => name === "text")[1];
    card.append(state, words);
    if (question.refused || document.querySelector("form[data-outbox]")) card.append(this.#button(question.id));
    if (this.hasAttribute("data-signed-off")) card.append(link(this.getAttribute("sign-in"), this.dataset.signIn));
    return card;
  }

  #button(id) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button small", value: id, textContent: this.dataset.takeBack });
    return button;
  }

  #say(sentence, address, words) {
    const said = document.createElement("p");
    said.className = "outbox-sent";
    said.append(sentence, " ", link(address, words));
    this.append(said);
  }
}

function hasItsLength(field) {
  return document.querySelector(`character-count[for="${field.id}"]`).isRight;
}

/** What the server says against a question: in a sentence, and by the names of its fields. */
function objectionsIn(html, status) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const refused = page.querySelector(".error-summary li, .refusal-sentence")?.textContent.trim() ?? "";
  // What is too large is refused before it is read as a form.
  if (status === TOO_LARGE) return { refused, objections: [["attachment", refused]] };
  const errors = [...page.querySelectorAll("form[data-outbox] .field-error[id]")];
  return { refused, objections: errors.map((error) => [error.id.replace(/-error$/, ""), error.textContent.trim()]) };
}

/** The number of a question, as people call it, from the address of its page. */
function referenceIn(address) {
  return `HĐ-${new URL(address).pathname.match(/\d+$/)[0].padStart(4, "0")}`;
}

function link(address, words) {
  const made = document.createElement("a");
  Object.assign(made, { href: address, textContent: words });
  return made;
}

function opened() {
  const request = indexedDB.open("questions", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "id" });
  return settled(request);
}

function asked(store, mode, ask) {
  const transaction = store.transaction("outbox", mode);
  const request = ask(transaction.objectStore("outbox"));
  // What was put is only kept once the transaction is over.
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

customElements.define("question-outbox", QuestionOutbox);
