// Streamlit's menu in groups is a list whose items do not lie in it; to a reader it is links alone.
const mend = () => {
  for (const list of document.querySelectorAll("ul[data-testid=stSidebarNavItems]:not([role])")) {
    list.setAttribute("role", "none");
  }
  for (const item of document.querySelectorAll("[data-testid=stSidebarNavItems] li:not([role])")) {
    item.setAttribute("role", "none");
  }
};

export default function () {
  mend();
  const watch = new MutationObserver(mend);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
