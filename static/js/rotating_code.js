/* The code on the screen is drawn anew before the old one runs out. Without scripts the page reloads. */
const EVERY_MS = 20000;

export function attach(picture) {
  setInterval(() => {
    const next = new Image();
    next.onload = () => { picture.src = next.src; };
    next.src = `${picture.dataset.url}?t=${Date.now()}`;
  }, EVERY_MS);
}
