/* A message of the last step: closed by its button; a good one leaves by itself after a while. */
const SECONDS_SHOWN = 12;

export function attach(toast) {
  const close = () => toast.remove();
  toast.querySelector("button").addEventListener("click", close);
  if (!toast.classList.contains("notice-ok")) return;
  let timer = setTimeout(close, SECONDS_SHOWN * 1000);
  toast.addEventListener("mouseenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("mouseleave", () => { timer = setTimeout(close, SECONDS_SHOWN * 1000); });
}

export function showToast(text, tone = "ok") {
  const place = document.querySelector("[data-toasts]");
  if (!place) return;
  const toast = document.createElement("div");
  toast.className = `notice notice-${tone}`;
  const words = document.createElement("p");
  words.textContent = text;
  const box = document.createElement("div");
  box.append(words);
  const button = document.createElement("button");
  Object.assign(button, { className: "notice-close", type: "button", textContent: "×" });
  button.setAttribute("aria-label", "Đóng thông báo");
  toast.append(box, button);
  place.append(toast);
  attach(toast);
}
