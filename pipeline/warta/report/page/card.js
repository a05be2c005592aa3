// The card beside a marked word: its value, its entity, what found it and how sure that is.
const CARD_DELAY = 180;
let cardAt = null;
let cardTimer = null;

// Listen to everything inside `text`; `spanOf(element)` gives the spans at a mark, the innermost first.
function cardsIn(text, spansOf) {
  const at = (event) => (event.target instanceof Element ? event.target.closest(".m") : null);
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = at(event);
    clearTimeout(cardTimer);
    if (mark !== null) cardTimer = setTimeout(() => showCard(mark, spansOf(mark)), cardAt === null ? 60 : CARD_DELAY);
    else if (!byId("card").contains(document.activeElement)) cardTimer = setTimeout(hideCard, CARD_DELAY);
  });
  text.addEventListener("pointerleave", () => {
    clearTimeout(cardTimer);
    cardTimer = setTimeout(() => cardAt !== document.activeElement && hideCard(), CARD_DELAY);
  });
  text.addEventListener("focusin", (event) => at(event) !== null && showCard(at(event), spansOf(at(event))));
  text.addEventListener("focusout", (event) => !byId("card").contains(event.relatedTarget) && hideCard());
  text.addEventListener("click", (event) => {
    const mark = at(event);
    if (mark !== null && String(getSelection()) === "") firstPiece(text, mark).focus({ preventScroll: true });
  });
  text.addEventListener("keydown", (event) => {
    // Into the card, to its link.
    if (event.key === "Enter" && cardAt !== null) byId("card").querySelector("a")?.focus();
  });
}

// Only the first piece of a span that was cut takes the focus.
function firstPiece(text, mark) {
  return text.querySelector(`.m[data-n="${mark.dataset.n}"][tabindex="0"]`) ?? mark;
}

// Called once: the card stays while the pointer or the focus is in it; Escape puts it away.
function prepareCard() {
  const card = byId("card");
  card.addEventListener("pointerenter", () => clearTimeout(cardTimer));
  card.addEventListener("pointerleave", () => (cardTimer = setTimeout(() => cardAt !== document.activeElement && hideCard(), CARD_DELAY)));
  card.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== cardAt && !card.contains(event.relatedTarget)) hideCard();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.hidden) return;
    const mark = cardAt;
    const inside = card.contains(document.activeElement);
    hideCard();
    if (inside) mark?.focus({ preventScroll: true });
    hideCard();
  });
}

function hideCard() {
  clearTimeout(cardTimer);
  byId("card").hidden = true;
  cardAt?.removeAttribute("aria-describedby");
  for (const mark of document.querySelectorAll(".m.lit")) mark.classList.remove("lit");
  cardAt = null;
}

function showCard(mark, spans) {
  if (cardAt === mark) return;
  hideCard();
  cardAt = mark;
  const card = byId("card");
  replace(card, cardOf(spans));
  card.setAttribute("aria-label", `${said(spans[0].label)}: ${wordsOf(spans[0])}`);
  mark.setAttribute("aria-describedby", "card");
  for (const piece of document.querySelectorAll(`.m[data-n="${mark.dataset.n}"]`)) piece.classList.add("lit");
  card.hidden = false;
  // Below the words, or above where there is no room; on narrow screens the styles put it at the foot.
  const box = mark.getClientRects()[0];
  const left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 12));
  const below = box.bottom + 8 + card.offsetHeight < window.innerHeight || box.top < card.offsetHeight + 8;
  card.style.setProperty("left", `${left + window.scrollX}px`);
  card.style.setProperty("top", `${(below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + window.scrollY}px`);
}

function cardOf([span, ...outer]) {
  const rows = factsOf(span).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return [
    h("p", { class: "card-head" }, h("span", { class: `tag ${span.label}` }, said(span.label)), h("span", { class: "card-words" }, wordsOf(span))),
    h("dl", {}, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    outer.length > 0 && h("p", { class: "card-outer" }, `${t("within")}: ${outer.map((other) => `${said(other.label)} “${brief(wordsOf(other))}”`).join("; ")}`),
  ];
}

function brief(words) {
  return words.length > 60 ? `${words.slice(0, 58)}…` : words;
}

function factsOf({ label, mention, date, amount, office }) {
  if (office) {
    return [
      [t("c_person"), entityLink(office.person_entity, office.person)],
      [t("c_position"), office.position],
      [t("c_organisation"), entityLink(office.body_entity, office.organisation)],
      [t("c_status"), said(office.status)],
      [t("c_asof"), formatDay(office.as_of)],
    ];
  }
  const found = mention ? [[t("c_found"), h("span", { class: "code" }, formatFinder(mention.found_by))], [t("c_score"), scoreWords(mention)]] : [];
  if (date) {
    return [
      [t("c_value"), date.value === null ? t("notResolved") : h("span", { class: "code" }, date.value)],
      [t("c_first"), date.first_day !== date.last_day ? `${formatDay(date.first_day)} – ${formatDay(date.last_day)}` : formatDay(date.first_day)],
      [t("c_precision"), said(date.precision)],
      [t("c_resolved"), said(date.resolved_from)],
      [t("c_timex"), date.timex_value === null ? null : h("span", { class: "code" }, `${date.timex_type} ${date.timex_value}`)],
      ...found,
    ];
  }
  if (amount) {
    return [[t("c_value"), h("span", { class: "exact" }, formatAmount(amount))], [t("c_item"), amount.item], ...found];
  }
  const entity = mention.entity < 0 ? null : D.entities[mention.entity];
  return [
    [t("c_norm"), mention.norm],
    [t("c_entity"), entity && entityLink(mention.entity, entity.name)],
    [t(label === "LOC" ? "c_level" : "c_kind"), entity && said(entity.kind ?? entity.level)],
    [t("c_mentions"), entity && `${t("nMentions", { n: entity.mentions })}, ${t("nDocuments", { n: entity.documents })}`],
    ...found,
  ];
}

function entityLink(at, name) {
  return at < 0 ? name : h("a", { href: linkToEntity(at) }, name ?? D.entities[at].name);
}

function scoreWords(mention) {
  if (mention.score !== null) return formatScore(mention.score);
  return t("noScore", { what: said(mention.found_by.split(":", 1)[0]) });
}
