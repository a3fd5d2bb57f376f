// Wraps rows of which each opens a page of its own: what is ticked stays ticked from one page to the
// next until it is sent, and the row that is open is in sight.
class TickedRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this);
    this.addEventListener("submit", this);
    const ticked = (sessionStorage.getItem(this.#key) ?? "").split(",");
    for (const box of this.querySelectorAll("[type=checkbox]")) box.checked ||= ticked.includes(box.value);
    this.#bringIntoSight(this.querySelector("tr[aria-current]"));
  }

  handleEvent(event) {
    if (event.type === "submit") return sessionStorage.removeItem(this.#key);
    const ticked = [...this.querySelectorAll("[type=checkbox]:checked")].map((box) => box.value);
    sessionStorage.setItem(this.#key, ticked.join(","));
  }

  get #key() {
    return `ticked-${this.getAttribute("key")}`;
  }

  // Moves the list only: the page stays where it is.
  #bringIntoSight(row) {
    const list = this.parentElement;
    if (row) list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  }
}

customElements.define("ticked-rows", TickedRows);
