// Similar questions beneath what is being typed: notes in the form which were seen, and lets the
// asker stand behind one without leaving the page.
class SimilarQuestions extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.#note();
  }

  async handleEvent(event) {
    const button = event.target.closest("button");
    if (!button || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      await fetch(button.value, { method: "POST" });
      await this.closest("typed-suggestion").refresh();
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  /** What was seen once stays seen, also when other words bring other questions. */
  #note() {
    const field = this.closest("form").elements.similar_shown;
    const seen = (field.value + "," + this.getAttribute("numbers")).match(/\d+/g) ?? [];
    field.value = [...new Set(seen)].slice(0, 10).join(",") || "none";
  }
}

customElements.define("similar-questions", SimilarQuestions);
