// The frame around everything: head, ways between pages, language and colours.
const THEMES = ["auto", "light", "dark"];
let view = null;

function masthead() {
  const theme = recall("theme") ?? "auto";
  const search = h("input", { type: "search", name: "q", placeholder: t("searchAll"), "aria-label": t("searchAll"), autocomplete: "off", spellcheck: "false" });
  const submit = (event) => {
    event.preventDefault();
    location.hash = address("search", null, { q: search.value.trim() });
  };
  replace(
    byId("masthead"),
    h(
      "div",
      { class: "bar" },
      h("a", { href: "#/", class: "brand" }, D.title ?? "warta"),
      h("form", { role: "search", on: { submit } }, search, h("button", { type: "submit" }, t("search"))),
      h(
        "div",
        { class: "switches" },
        h("button", { type: "button", lang: language === 1 ? "en" : "id", on: { click: () => turnLanguage() } }, t("language")),
        h("button", { type: "button", class: "theme", "aria-label": t(`theme_${theme}`), title: t(`theme_${theme}`), on: { click: () => turnTheme() } }, h("span", { class: `sun ${theme}`, "aria-hidden": "true" })),
      ),
    ),
    h(
      "nav",
      { "aria-label": t("sections"), class: "sections" },
      h("ul", {}, ["", ...TABLES].map((name) => h("li", {}, h("a", { href: address(name), "data-name": name }, t(name || "overview"), name === "problems" && D.problemsOf > 0 && h("span", { class: "alarm" }, ` ${formatNumber(D.problemsOf)}`))))),
    ),
  );
  byId("skip").textContent = t("skip");
  replace(byId("foot"), h("p", {}, D.run.warta ? `${t("made", { warta: D.run.warta, model: D.run.model ?? "?" })}. ` : "", t("offline")));
}

function viewOf({ name, id, params }) {
  if (name === "") return overviewView();
  if (TABLES.includes(name)) return tableView(name, params);
  if (name === "doc") return documentView(id, params);
  if (name === "entity") return entityView(id, params);
  if (name === "search") return searchView(params);
  return { title: t("notFound"), nodes: [h("h1", { tabindex: "-1" }, t("notFound"))] };
}

// Show what the address says. `back`: the place to scroll to, when coming back to a page.
function show({ first = false, back = null } = {}) {
  const at = parsed(location.hash);
  hideCard();
  if (!view?.same?.(at.name, at.id)) {
    view = viewOf(at);
    replace(byId("main"), view.nodes);
    const name = D.title ?? "warta";
    document.title = view.title === name ? name : `${view.title} – ${name}`;
    markSection();
  }
  if (view.settled?.(at.params, back)) return;
  window.scrollTo(0, back ?? 0);
  if (!first) byId("main").querySelector("h1")?.focus({ preventScroll: true });
}

function markSection() {
  const { name } = parsed(location.hash);
  for (const link of document.querySelectorAll(".sections a")) {
    link.removeAttribute("aria-current");
    if (link.dataset.name !== name) continue;
    link.setAttribute("aria-current", "page");
    link.closest("ul").scrollLeft = link.offsetLeft - 40;
  }
}

function turnLanguage() {
  setLanguage(language === 1 ? "en" : "id");
  remember("language", languageName());
  redraw();
}

function redraw() {
  const place = window.scrollY;
  view = null;
  masthead();
  show({ first: true, back: place });
}

function turnTheme() {
  const next = THEMES[(THEMES.indexOf(recall("theme") ?? "auto") + 1) % THEMES.length];
  remember("theme", next);
  applyTheme(next);
  masthead();
  markSection();
  byId("masthead").querySelector(".theme").focus();
}

function applyTheme(name) {
  if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

async function start() {
  applyTheme(recall("theme"));
  setLanguage(recall("language") ?? ((navigator.language ?? "").startsWith("id") ? "id" : "en"));
  const sorry = (key) => replace(byId("main"), h("p", { class: "notice" }, t(key)));
  if (typeof DecompressionStream === "undefined") return sorry("tooOld");
  try {
    await unpack();
  } catch {
    return sorry("damaged");
  }
  prepareCard();
  masthead();
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  // The address is there already, so nothing would happen: bring its words into view again.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a")?.getAttribute("href") === location.hash) show();
  });
  history.scrollRestoration = "manual";
  window.addEventListener("scroll", debounced(150, () => history.replaceState({ y: window.scrollY }, "")), { passive: true });
  window.addEventListener("popstate", (event) => show({ back: event.state?.y ?? null }));
  show({ first: true, back: history.state?.y ?? null });
  document.documentElement.dataset.ready = "yes";
}

start();
