// Elements are made here, and only here. Data become text nodes and attribute values, never markup.
const SVG = "http://www.w3.org/2000/svg";

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

// An SVG element; <a>, <title> and <text> exist in HTML as well, so they are asked for by this function.
function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === "css") {
      // By the object model: the policy allows no style attributes.
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, set);
    } else element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function replace(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

function byId(id) {
  return document.getElementById(id);
}

// Tell a screen reader.
function announce(words) {
  byId("said").textContent = words;
}

function debounced(wait, run) {
  let timer = null;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), wait);
  };
}

// A choice of the reader, kept for the next visit; where a page may keep nothing, until it is closed.
const kept = new Map();

function recall(key) {
  if (kept.has(key)) return kept.get(key);
  try {
    return localStorage.getItem(`warta-report-${key}`);
  } catch {
    return null;
  }
}

function remember(key, value) {
  kept.set(key, value);
  try {
    localStorage.setItem(`warta-report-${key}`, value);
  } catch {
    // Then `kept` has it.
  }
}

// Addresses inside the page: #/name/id?key=value
function address(name, id = null, params = {}) {
  const query = Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  return `#/${name}${id === null ? "" : `/${encodeURIComponent(id)}`}${query ? `?${query}` : ""}`;
}

function parsed(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", id = null] = path.split("/", 2).map(decoded);
  const params = {};
  for (const pair of query.split("&")) {
    const [key, value = ""] = pair.split("=", 2).map(decoded);
    if (key) params[key] = value;
  }
  return { name, id, params };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
