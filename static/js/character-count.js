// Counts as the server does: code points of the NFC form.
class CharacterCount extends HTMLElement {
  #field;
  #beside;

  connectedCallback() {
    this.#field = document.getElementById(this.getAttribute("for"));
    // What another field holds is counted with it.
    this.#beside = document.getElementById(this.getAttribute("beside"));
    this.#field?.addEventListener("input", this);
    this.#beside?.addEventListener("input", this);
    if (this.#field?.value) this.handleEvent();
  }

  disconnectedCallback() {
    this.#field?.removeEventListener("input", this);
    this.#beside?.removeEventListener("input", this);
  }

  handleEvent() {
    const length = lettersIn(this.#field);
    const left = Number(this.getAttribute("max")) - length - lettersIn(this.#beside);
    const missing = Number(this.getAttribute("min") ?? 0) - length;
    this.toggleAttribute("data-exceeded", left < 0);
    if (left < 0) this.#say(this.dataset.over, -left);
    else if (missing > 0) this.#say(this.dataset.missing, missing);
    else this.#say(this.dataset.left, left);
  }

  /** Whether the field has a length that will be taken. */
  get isRight() {
    const length = lettersIn(this.#field);
    return length >= Number(this.getAttribute("min") ?? 0) && length + lettersIn(this.#beside) <= Number(this.getAttribute("max"));
  }

  #say(sentence, number) {
    this.textContent = sentence.replace("{n}", number.toLocaleString(document.documentElement.lang));
  }
}

function lettersIn(field) {
  return [...(field?.value ?? "").normalize("NFC").trim()].length;
}

customElements.define("character-count", CharacterCount);
