// A link to a finished report: the page itself comes along, so that it opens wherever this one is served from.

function render({ model, el }) {
  let address = null;
  const show = () => {
    if (address) URL.revokeObjectURL(address);
    address = null;
    el.replaceChildren();
    const page = model.get("page");
    if (!page || page.byteLength === 0) return;
    address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "wb-report";
    link.textContent = "Open the report";
    el.append(link);
  };
  model.on("change:page", show);
  show();
  return () => {
    model.off("change:page", show);
    if (address) URL.revokeObjectURL(address);
  };
}

export default { render };
