// Wraps a form that sends files: says what is too large before it is sent, shows how far the
// sending has come, and puts in the page that the server answers with.
const MEGABYTE = 1024 * 1024;

class FileUpload extends HTMLElement {
  #request;

  connectedCallback() {
    this.addEventListener("submit", this);
    this.addEventListener("change", this);
    this.querySelector(".upload-stop").addEventListener("click", () => this.#request?.abort());
  }

  disconnectedCallback() {
    this.#request?.abort();
  }

  handleEvent(event) {
    if (event.type === "change") return this.#say(this.#objection());
    event.preventDefault();
    if (this.#request) return;
    const objection = this.#objection();
    this.#say(objection);
    if (!objection) this.#send(event.target);
  }

  /** What speaks against the chosen files, in a sentence, or nothing. */
  #objection() {
    const files = [...this.querySelector("input[type=file]").files];
    const large = files.find((file) => file.size > Number(this.getAttribute("largest")));
    if (large) return this.#words("large", { name: large.name, size: inMegabytes(large.size), most: inMegabytes(this.getAttribute("largest")) });
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const most = Number(this.getAttribute("most")) - MEGABYTE;
    if (total > most) return this.#words("many", { size: inMegabytes(total), most: inMegabytes(most) });
    return "";
  }

  #send(form) {
    const request = (this.#request = new XMLHttpRequest());
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => this.#show(event));
    request.upload.addEventListener("load", () => this.#say(this.dataset.checking, "busy"));
    request.addEventListener("load", () => this.#receive(request));
    request.addEventListener("error", () => this.#end(this.dataset.failed));
    request.addEventListener("abort", () => this.#end(""));
    this.#busy(true);
    request.send(new FormData(form));
  }

  #show({ loaded, total }) {
    const percent = Math.floor((100 * loaded) / total);
    const progress = this.querySelector(".upload-progress");
    progress.querySelector("progress").value = percent;
    progress.querySelector("p").textContent = this.#words("sending", { percent, sent: inMegabytes(loaded), total: inMegabytes(total) });
  }

  /** The page after sending, whether it says that all is well or what is to be corrected. */
  #receive(request) {
    const main = request.response?.querySelector("main");
    if (!main) return this.#end(this.dataset.failed);
    if (request.responseURL !== location.href) history.replaceState(null, "", request.responseURL);
    const put = document.importNode(main, true);
    document.querySelector("main").replaceWith(put);
    (put.querySelector(".error-summary") ?? put).focus();
    scrollTo(0, 0);
  }

  #end(sentence) {
    this.#request = undefined;
    this.#busy(false);
    this.#say(sentence);
  }

  #busy(isBusy) {
    const button = this.querySelector("button[type=submit]");
    button.disabled = isBusy;
    button.toggleAttribute("aria-busy", isBusy);
    if (isBusy) button.setAttribute("aria-busy", "true");
    this.querySelector(".upload-progress").hidden = !isBusy;
    this.querySelector(".upload-stop").hidden = !isBusy;
  }

  #say(sentence, tone = "failed") {
    const said = this.querySelector(".upload-said");
    said.dataset.tone = tone;
    said.textContent = sentence;
  }

  #words(name, values) {
    return this.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  }
}

function inMegabytes(bytes) {
  return (Number(bytes) / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}

customElements.define("file-upload", FileUpload);
