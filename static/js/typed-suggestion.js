// Shows what the words typed so far suggest: a domain, similar questions. The form works without.
const PAUSE = 600;
const FEWEST = 15;
// Headers have room for so many letters, each at most nine characters long when escaped.
const MOST = 800;

class TypedSuggestion extends HTMLElement {
  #field;
  #timer;
  #request;
  #shown = "";

  connectedCallback() {
    this.#field = document.getElementById(this.getAttribute("for"));
    this.#field?.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.#field?.removeEventListener("input", this);
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  handleEvent() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Asks again; also for who has changed what it shows. */
  async refresh() {
    this.#request?.abort();
    const text = [...this.#field.value.normalize("NFC").trim()];
    if (text.length < FEWEST) return this.#show("");
    this.#request = new AbortController();
    try {
      const answer = await fetch(this.getAttribute("src"), {
        headers: { "Question-Text": encodeURIComponent(text.slice(0, MOST).join("")) },
        redirect: "error",
        signal: this.#request.signal,
      });
      if (answer.ok) this.#show(await answer.text());
    } catch {
      // Without an answer the last suggestion stays; the server suggests again when the form is sent.
    }
  }

  // Said again only when it changes, so that a screen reader does not repeat it.
  #show(html) {
    if (html.trim() === this.#shown) return;
    this.#shown = html.trim();
    const fragment = document.createElement("template");
    fragment.innerHTML = html;
    this.replaceChildren(fragment.content);
  }
}

customElements.define("typed-suggestion", TypedSuggestion);
