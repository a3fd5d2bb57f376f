// One key for each act of the row in hand: the one with the focus, else the one under the pointer.
// J and K go from row to row.
class DeskKeys extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") return this.#go(key === "j" ? 1 : -1, event);
    const act = this.#row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!act) return;
    event.preventDefault();
    act.click();
  }

  get #rows() {
    return [...this.querySelectorAll(".desk-row")];
  }

  get #row() {
    return this.querySelector(".desk-row:focus-within") ?? this.querySelector(".desk-row:hover");
  }

  #go(step, event) {
    const rows = this.#rows;
    const here = rows.indexOf(this.#row);
    const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector("a[href]").focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("desk-keys", DeskKeys);
