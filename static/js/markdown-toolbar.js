// Buttons and keys that write Markdown into the text area they stand for, and a paste that keeps
// the paragraphs and lists of a word processor. Without scripts the signs are typed.
import { fromHtml } from "./clipboard-markdown.js";

const KEYS = { b: "bold", i: "italic", k: "link" };
const SHIFTED = { Digit7: "numbers", Digit8: "list", Digit9: "quote" };
const AROUND = { bold: "**", italic: "*" };
const BEFORE = { list: () => "- ", numbers: (n) => `${n + 1}. `, quote: () => "> " };
const ANY_MARK = /^(?:- |\d+\. |> ?)/;

class MarkdownToolbar extends HTMLElement {
  #area;

  connectedCallback() {
    this.#area = document.getElementById(this.getAttribute("for"));
    if (!this.#area) return;
    // Beneath the label and the hint; having moved, it is connected again.
    if (this.nextElementSibling !== this.#area) return this.#area.before(this);
    this.hidden = false;
    this.#buttons.forEach((button, n) => button.setAttribute("tabindex", n ? "-1" : "0"));
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.#area.addEventListener("keydown", this);
    this.#area.addEventListener("paste", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.removeEventListener("keydown", this);
    this.#area?.removeEventListener("keydown", this);
    this.#area?.removeEventListener("paste", this);
  }

  handleEvent(event) {
    if (event.type === "paste") return this.#paste(event);
    if (event.type === "click") return this.#use(event.target.closest("[data-tool]")?.dataset.tool);
    if (event.currentTarget === this) return this.#move(event);
    this.#press(event);
  }

  get #buttons() {
    return [...this.querySelectorAll("[data-tool]")];
  }

  /** One stop of the Tab key; the arrows go from button to button. */
  #move(event) {
    const buttons = this.#buttons;
    const here = buttons.indexOf(event.target.closest("[data-tool]"));
    const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    const next = buttons[(there + buttons.length) % buttons.length];
    buttons.forEach((button) => button.setAttribute("tabindex", button === next ? "0" : "-1"));
    next.focus();
  }

  #press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const tool = event.shiftKey ? SHIFTED[event.code] : KEYS[event.key.toLowerCase()];
    if (!tool) return;
    event.preventDefault();
    this.#use(tool);
  }

  #use(tool) {
    if (!tool) return;
    this.#area.focus();
    if (AROUND[tool]) this.#around(AROUND[tool]);
    else if (tool === "link") this.#link();
    else this.#lines(BEFORE[tool]);
  }

  /** The sign on each side of what is selected, or taken away again. */
  #around(sign) {
    const { selectionStart: start, selectionEnd: end, value } = this.#area;
    const words = value.slice(start, end);
    const isMarked = value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign;
    if (isMarked) {
      this.#area.setSelectionRange(start - sign.length, end + sign.length);
      this.#put(words, 0, words.length);
    } else {
      this.#put(sign + words + sign, sign.length, words.length);
    }
  }

  #link() {
    const { selectionStart: start, selectionEnd: end, value } = this.#area;
    const words = value.slice(start, end) || this.dataset.linkWords;
    const address = "https://";
    this.#put(`[${words}](${address})`, words.length + 3, address.length);
  }

  /** The sign before each line that is selected; where all have it already, it is taken away. */
  #lines(mark) {
    const { selectionStart, selectionEnd, value } = this.#area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const next = value.indexOf("\n", Math.max(start, selectionEnd - (selectionEnd > selectionStart)));
    const end = next < 0 ? value.length : next;
    const lines = value.slice(start, end).split("\n");
    const isMarked = lines.every((line, n) => line.startsWith(mark(n)));
    const text = lines.map((line, n) => (isMarked ? "" : mark(n)) + line.replace(ANY_MARK, "")).join("\n");
    this.#area.setSelectionRange(start, end);
    const isOneEmpty = lines.length === 1 && !lines[0];
    this.#put(text, isOneEmpty ? text.length : 0, isOneEmpty ? 0 : text.length);
  }

  #paste(event) {
    const html = event.clipboardData.getData("text/html");
    const text = html && fromHtml(html);
    if (!text) return;
    event.preventDefault();
    this.#put(text, text.length, 0);
  }

  /** In place of what is selected, so that Ctrl+Z takes it back. */
  #put(text, from, length) {
    const start = this.#area.selectionStart;
    const isDone = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!isDone) {
      this.#area.setRangeText(text);
      this.#area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.#area.setSelectionRange(start + from, start + from + length);
  }
}

customElements.define("markdown-toolbar", MarkdownToolbar);
