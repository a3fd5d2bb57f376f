// A field in which one types part of a name and chooses with the arrows and Enter.
// Without scripts, what was typed is looked for when the form is sent.
const PAUSE = 150;

class PersonPicker extends HTMLElement {
  #input;
  #list;
  #chosen;
  #timer;
  #request;
  #isWaiting = false;
  #isEager = false;

  connectedCallback() {
    this.#input = this.querySelector("input");
    this.#list = this.querySelector("[role=listbox]");
    this.#chosen = document.getElementById(this.getAttribute("for"));
    const says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(says)) this.#input.setAttribute(name, value);
    this.#input.addEventListener("input", this);
    this.#input.addEventListener("keydown", this);
    this.#input.addEventListener("blur", this);
    this.#list.addEventListener("pointerdown", this);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  handleEvent(event) {
    if (event.type === "input") this.#typed();
    else if (event.type === "keydown") this.#key(event);
    else if (event.type === "blur") this.#close();
    else this.#press(event);
  }

  #typed() {
    this.#choose("");
    this.#isWaiting = this.#input.value.trim().length > 1;
    this.#isEager = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    this.#request?.abort();
    this.#request = new AbortController();
    const words = this.#input.value.trim();
    if (words.length < 2) return this.#close();
    try {
      const address = `${this.getAttribute("src")}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { redirect: "error", signal: this.#request.signal });
      if (answer.ok) this.#show(await answer.text());
    } catch {
      this.#isWaiting = false;
      // Without an answer the server looks for what was typed when the form is sent.
    }
  }

  #show(html) {
    const fragment = document.createElement("template");
    fragment.innerHTML = html;
    this.#list.replaceChildren(fragment.content);
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#isWaiting = false;
    this.#mark(this.#options()[0]);
    if (this.#isEager) this.#goOn();
  }

  // Enter came before the answer: whoever types fast does not wait for the list.
  #goOn() {
    const [first] = this.#options();
    if (first) this.#take(first);
    this.#close();
    this.closest("keyboard-form").next(this.#input);
  }

  #key(event) {
    const options = this.#options();
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && !event.ctrlKey && this.#isWaiting) {
      event.preventDefault();
      this.#isEager = true;
      return;
    }
    if (this.#list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#mark(options[(at + step + options.length) % options.length]);
    } else if (event.key === "Escape") {
      this.#close();
    } else if (event.key === "Enter" && !event.ctrlKey && options[at]) {
      this.#take(options[at]);
    }
  }

  #press(event) {
    const option = event.target.closest("[data-value]");
    if (!option) return;
    event.preventDefault();
    this.#take(option);
  }

  #take(option) {
    this.#input.value = option.dataset.label;
    this.#choose(option.dataset.value);
    this.#close();
  }

  #choose(value) {
    this.#chosen.value = value;
    this.#input.form.toggleAttribute("data-picked", value !== "");
  }

  #mark(option) {
    for (const one of this.#options()) one.setAttribute("aria-selected", String(one === option));
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    option?.scrollIntoView({ block: "nearest" });
  }

  #options() {
    return [...this.#list.querySelectorAll("[data-value]")];
  }

  #close() {
    this.#isWaiting = false;
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("person-picker", PersonPicker);
