/* Streamlit's upload field says "presentation" of a box that has a name and can have focus, and
   "file upload" of the input: a screen reader hears neither what it is for nor that it is one. */
const mend = (document, label) => {
  document.querySelectorAll("[data-testid=stFileUploaderDropzone]").forEach((box) => {
    if (box.getAttribute("aria-label") !== label) return;
    if (box.getAttribute("role") !== "group") box.setAttribute("role", "group");
    const input = box.querySelector("input[type=file]");
    if (input && input.getAttribute("aria-label") !== label) input.setAttribute("aria-label", label);
  });
};

export default ({ parentElement, data }) => {
  const document = parentElement.ownerDocument;
  mend(document, data.label);
  const watch = new MutationObserver(() => mend(document, data.label));
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["role"] });
  return () => watch.disconnect();
};
