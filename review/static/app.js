// Keys, zoom and small courtesies. Every page works without this file.
"use strict";

const ZOOMS = [50, 75, 100, 125, 150, 200, 300];
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

// ---- search desk: j and k walk the hits, x chooses, Enter is the link's own
function walk(step) {
  const hits = $$(".hit");
  if (!hits.length) return;
  const here = hits.findIndex((hit) => hit.contains(document.activeElement) || hit.classList.contains("current"));
  const to = hits[Math.min(hits.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  hits.forEach((hit) => hit.classList.toggle("current", hit === to));
  $(".open", to).focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}

function countChosen() {
  const button = $("#chosen button");
  if (!button) return;
  const chosen = $$(".hit input:checked").length;
  button.textContent = chosen ? `${button.dataset.some} ${chosen} 条` : button.dataset.all;
}

// ---- page viewer
function zoomNow() {
  const kept = Number(sessionStorage.getItem("zoom"));
  return ZOOMS.includes(kept) ? kept : 100;
}

function showBox(behavior) {
  const scroll = $("#viewer .scroll");
  const box = $("#viewer rect.active") || $("#viewer rect");
  if (!scroll) return;
  if (!box) { scroll.scrollTop = 0; return; }
  const a = box.getBoundingClientRect(), b = scroll.getBoundingClientRect();
  scroll.scrollTo({
    top: scroll.scrollTop + a.top - b.top - (b.height - a.height) / 3,
    left: scroll.scrollLeft + a.left - b.left - (b.width - a.width) / 2,
    behavior,
  });
}

function applyZoom() {
  const sheet = $("#viewer .sheet");
  if (!sheet) return;
  const zoom = zoomNow(), image = $("img", sheet);
  ZOOMS.forEach((z) => sheet.classList.toggle(`z${z}`, z === zoom));
  $("#viewer output").textContent = zoom === 100 ? "适合" : `${zoom}%`;
  const wanted = image.clientWidth * window.devicePixelRatio;
  const width = wanted > 1450 ? 2000 : wanted > 930 ? 1400 : 900;
  const source = `${image.dataset.src}?w=${width}`;
  if (image.getAttribute("src") !== source) image.src = source;
}

function zoomBy(step) {
  const at = ZOOMS.indexOf(zoomNow());
  sessionStorage.setItem("zoom", step ? ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + step))] : 100);
  applyZoom();
  showBox("instant");
}

function settleViewer(moved) {
  const viewer = $("#viewer");
  if (!viewer) return;
  $(".zoom", viewer).hidden = false;
  applyZoom();
  showBox("instant");
  $$(".evidence a[data-at]").forEach((link) => mark(link, link.dataset.at === viewer.dataset.at && viewer.dataset.at !== ""));
  $$(".thumbs a").forEach((link) => mark(link, link.dataset.page === viewer.dataset.page));
  $(".thumbs [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (moved) $(".evidence [aria-current]")?.scrollIntoView({ block: "nearest" });
}

function mark(link, on) {
  if (on) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

// ---- text clue: n and p walk the marked sentences
function walkMarks(step) {
  const marks = $$(".reading mark");
  if (!marks.length) return;
  const here = marks.findIndex((m) => m.classList.contains("active"));
  const to = marks[Math.min(marks.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  marks.forEach((m) => m.classList.toggle("active", m === to));
  to.scrollIntoView({ block: "center" });
}

const KEYS = {
  "j": () => walk(1),
  "k": () => walk(-1),
  "/": () => $("#q")?.select(),
  "x": () => {
    const box = $(".hit.current input") || document.activeElement.closest(".hit")?.querySelector("input");
    if (box) { box.checked = !box.checked; countChosen(); }
  },
  "n": () => ($("#viewer") ? $("[data-key=n]")?.click() : walkMarks(1)),
  "p": () => ($("#viewer") ? $("[data-key=p]")?.click() : walkMarks(-1)),
  "[": () => $('[data-key="["]')?.click(),
  "]": () => $('[data-key="]"]')?.click(),
  "+": () => zoomBy(1),
  "=": () => zoomBy(1),
  "-": () => zoomBy(-1),
  "0": () => zoomBy(0),
  "u": () => $("[data-back-to-search]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (typing(event.target) || !KEYS[event.key]) return;
  if ("+=-0".includes(event.key) && !$("#viewer")) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("click", (event) => {
  const zoom = event.target.closest("[data-zoom]");
  if (zoom) zoomBy(Number(zoom.dataset.zoom));
  const back = event.target.closest("[data-back-to-search]");
  if (back && sessionStorage.getItem("search")) { event.preventDefault(); location.href = sessionStorage.getItem("search"); }
  const menu = $(".who[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
  // a dismissal needs its reason: say so at the field instead of on another page
  const dismiss = event.target.closest("[data-needs-reason]");
  const field = event.target.closest(".decide")?.elements.reason;
  if (field) field.required = Boolean(dismiss);
});

document.addEventListener("change", (event) => { if (event.target.closest(".hit")) countChosen(); });
document.addEventListener("focusin", (event) => {
  const hit = event.target.closest(".hit");
  if (hit) $$(".hit").forEach((other) => other.classList.toggle("current", other === hit));
});

// ---- upload: say before sending what will not be taken
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form) return;
  const files = [...form.elements.files.files], size = files.reduce((sum, file) => sum + file.size, 0);
  const limit = Number(form.dataset.limit), most = Number(form.dataset.most), problem = $("[data-upload-problem]", form);
  const mb = (bytes) => `${(bytes / 1048576).toLocaleString("zh-CN", { maximumFractionDigits: 1 })} MB`;
  problem.hidden = true;
  if (size > limit) problem.textContent = `所选文件合计 ${mb(size)}，超过一次 ${mb(limit)} 的上限，没有提交。请分几次提交。`;
  else if (files.length > most) problem.textContent = `一次最多提交 ${most} 个文件，这次选了 ${files.length} 个，没有提交。`;
  else {
    const button = $("button[type=submit]", form);
    button.disabled = true;
    button.textContent = "正在提交…";
    return;
  }
  problem.hidden = false;
  event.preventDefault();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => event.target.closest?.(".drop")?.classList.toggle("over", kind === "dragover"));
}

// ---- htmx
document.addEventListener("htmx:configRequest", (event) => {
  const viewer = $("#viewer");
  if (viewer && "back" in event.detail.parameters) event.detail.parameters.back = viewer.dataset.back;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "viewer" || event.target.id === "viewer") settleViewer(true);
  if ($("#desk")) remember();
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401 || event.detail.xhr.status === 403) location.reload();
});

function remember() {
  countChosen();
  sessionStorage.setItem("search", location.pathname + location.search);
}

function begin() {
  if ($("#desk")) remember();
  settleViewer(false);
}
window.addEventListener("resize", () => applyZoom());
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
