// Puts a text at the cursor of the editor, or the provisions of another answer into its rows.
const PARTS = ["decree", "article", "clause", "point"];

class TakeAlong extends HTMLElement {
  connectedCallback() {
    // There is nothing to take along to where nobody writes.
    this.hidden = !document.getElementById("text");
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    if (!event.target.closest("button")) return;
    if (this.dataset.citations) this.#cite();
    if (this.dataset.text) this.#write();
    const words = this.querySelector("span");
    words.setAttribute("role", "status");
    words.textContent = this.dataset.done;
  }

  #write() {
    const area = document.getElementById("text");
    area.focus();
    if (this.hasAttribute("data-whole")) area.select();
    const { selectionStart: start, selectionEnd: end, value } = area;
    const isWhole = this.hasAttribute("data-whole");
    const before = isWhole || !value.slice(0, start).trim() ? "" : "\n\n";
    const after = isWhole || !value.slice(end).trim() ? "" : "\n\n";
    const text = before + this.dataset.text + after;
    if (document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #cite() {
    const rows = document.querySelector("citation-rows");
    for (const cited of this.dataset.citations.split(";")) {
      const row = rows?.empty();
      if (!row) return;
      cited.split("|").forEach((said, n) => {
        row.querySelector(`[name^="${PARTS[n]}_"]`).value = said;
      });
      row.querySelector("select").dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

customElements.define("take-along", TakeAlong);
