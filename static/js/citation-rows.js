// Adds a row for one more citation, and says what to know about a chosen document that is not in
// force; without scripts the server does both.
class CitationRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("input", this);
  }

  handleEvent(event) {
    if (event.type === "input") return this.#warn(event.target);
    const button = event.target.closest("[name=one_more]");
    if (!button) return;
    event.preventDefault();
    this.add(button).querySelector("select").focus();
  }

  /** A new empty row; also for other scripts. */
  add(button = this.querySelector("[name=one_more]")) {
    const last = [...this.querySelectorAll("[data-row]")].at(-1);
    const row = last.cloneNode(true);
    const number = Number(last.dataset.row) + 1;
    row.dataset.row = number;
    row.querySelector("legend").textContent = last.querySelector("legend").textContent.replace(/\d+/, number);
    for (const one of row.querySelectorAll("[id], [for], [aria-describedby]")) renumber(one, number);
    for (const error of row.querySelectorAll(".field-error")) error.remove();
    for (const invalid of row.querySelectorAll("[data-invalid]")) invalid.removeAttribute("data-invalid");
    for (const field of row.querySelectorAll("select, input")) {
      field.value = "";
      field.removeAttribute("aria-invalid");
    }
    this.#warn(row.querySelector("select"));
    last.after(row);
    if (number >= Number(this.dataset.most)) button.closest(".actions").remove();
    return row;
  }

  /** The first row in which nothing is filled in, or a new one. */
  empty() {
    const rows = [...this.querySelectorAll("[data-row]")];
    const free = rows.find((row) => [...row.querySelectorAll("select, input")].every((field) => !field.value));
    return free ?? (this.querySelector("[name=one_more]") ? this.add() : null);
  }

  #warn(field) {
    if (field.localName !== "select") return;
    const words = field.selectedOptions[0]?.dataset.warning ?? "";
    const place = field.closest("[data-row]").querySelector(".citation-warning");
    place.hidden = !words;
    place.querySelector("span").textContent = words;
  }
}

function renumber(element, number) {
  for (const name of ["id", "name", "for"]) {
    if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(/\d+/, number));
  }
  element.removeAttribute("aria-describedby");
}

customElements.define("citation-rows", CitationRows);
