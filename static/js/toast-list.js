// Floats the messages, reads them to screen readers, and lets plain ones go after a while.
const SECONDS = 8;

class ToastList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    const arrived = [...this.querySelectorAll(".toast")];
    // A status region announces what is added to it, not what it was born with.
    for (const toast of arrived) toast.remove();
    requestAnimationFrame(() => arrived.forEach((toast) => this.show(toast)));
  }

  show(toast) {
    this.append(toast);
    const mayGo = toast.dataset.tone !== "failed" && toast.dataset.tone !== "warning" && !toast.querySelector("form");
    if (mayGo) this.#leaveLater(toast);
  }

  handleEvent(event) {
    if (event.target.closest(".toast-close")) event.target.closest(".toast").remove();
  }

  #leaveLater(toast) {
    let timer = setTimeout(() => toast.remove(), SECONDS * 1000);
    const stay = () => clearTimeout(timer);
    const leave = () => {
      stay();
      timer = setTimeout(() => toast.remove(), SECONDS * 1000);
    };
    toast.addEventListener("pointerenter", stay);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("pointerleave", leave);
    toast.addEventListener("focusout", leave);
  }
}

customElements.define("toast-list", ToastList);
