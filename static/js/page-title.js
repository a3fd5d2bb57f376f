// Gives the browser's tab the title that came with a fragment, so that its count stays true.
class PageTitle extends HTMLElement {
  connectedCallback() {
    document.title = this.getAttribute("text");
  }
}

customElements.define("page-title", PageTitle);
