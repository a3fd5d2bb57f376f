// Wraps a form: an error goes, or says what is wrong now, as soon as its field is changed; what is
// answered to a question that was sent from the outbox is put at its field here.
const PARTS = ["article", "clause", "point"];

class FieldErrors extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this);
    this.addEventListener("change", this);
    this.addEventListener("submit", this);
  }

  handleEvent(event) {
    if (event.type === "submit") return this.#holdBack(event);
    const { name, type } = event.target;
    if (type === "file") return this.#judge(name, this.#fileObjection(event.target));
    if (PARTS.includes(name)) return this.#judgeDocument();
    if (name && this.#errorOf(name)) this.#judge(name, this.#lengthObjection(name));
  }

  /** Puts the sentence at the field of this name. */
  put(name, sentence) {
    const box = this.#box(name);
    if (!box) return;
    this.clear(name);
    box.dataset.invalid = "";
    const error = this.querySelector("template").content.firstElementChild.cloneNode(true);
    error.id = `${name}-error`;
    error.querySelector("span").textContent = sentence;
    box.append(error);
    const field = document.getElementById(name);
    if (field !== box) field.setAttribute("aria-invalid", "true");
    describe(field, [...described(field), error.id]);
    const folded = box.closest("details");
    if (folded) folded.open = true;
  }

  clear(name) {
    const [box, field] = [this.#box(name), document.getElementById(name)];
    if (!box || !this.#errorOf(name)) return;
    this.#errorOf(name).remove();
    delete box.dataset.invalid;
    field.removeAttribute("aria-invalid");
    describe(field, described(field).filter((id) => id !== `${name}-error`));
    this.#forgetAbove(name);
  }

  #judge(name, objection) {
    const count = this.#count(name);
    // The error says the same.
    if (count) count.hidden = Boolean(objection);
    if (!objection) return this.clear(name);
    const error = this.#errorOf(name);
    if (!error) return this.put(name, objection);
    error.querySelector("span").textContent = objection;
    const above = this.#linkAbove(name);
    if (above) above.textContent = objection;
  }

  #judgeDocument() {
    const { elements } = this.querySelector("form");
    if (elements.document.value.trim() || PARTS.every((part) => !elements[part].value.trim())) this.clear("document");
  }

  /** What speaks against the length: the count beneath the field says it. */
  #lengthObjection(name) {
    const count = this.#count(name);
    return count && !count.isRight ? count.textContent : "";
  }

  #fileObjection(field) {
    const [file] = field.files;
    if (!file) return "";
    const kinds = field.accept.split(",");
    if (!kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) return this.dataset.kind.replace("{name}", file.name);
    return file.size > Number(this.getAttribute("largest")) ? this.dataset.large.replace("{name}", file.name) : "";
  }

  /** A file that will be refused is not sent; the server judges everything else. */
  #holdBack(event) {
    const field = this.querySelector("input[type=file]");
    const objection = field ? this.#fileObjection(field) : "";
    if (!objection) return;
    event.preventDefault();
    this.#judge(field.name, objection);
    field.focus();
  }

  #forgetAbove(name) {
    this.#linkAbove(name)?.closest("li").remove();
    const above = this.querySelector(".error-summary");
    if (above && !above.querySelector("li")) above.remove();
  }

  #linkAbove(name) {
    return this.querySelector(`.error-summary a[href="#${name}"]`);
  }

  #count(name) {
    return this.querySelector(`character-count[for="${name}"]`);
  }

  #box(name) {
    return this.querySelector(`#${name}`)?.closest(".field");
  }

  #errorOf(name) {
    return this.querySelector(`#${name}-error`);
  }
}

function described(field) {
  return (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
}

function describe(field, ids) {
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}

customElements.define("field-errors", FieldErrors);
