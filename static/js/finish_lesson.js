/* "Read to the end", said on a kept lesson: noted like reading, decided by the server when it comes through. */
import { keep, send } from "./offline/outbox.js";

export function attach(button) {
  const status = button.parentElement.querySelector("[data-finished]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const reader = document.querySelector("[data-reader]")?.dataset.reader ?? "";
    try {
      await keep(reader, button.dataset.url, { id: crypto.randomUUID(), ended: Date.now(), seconds: 0, finished: true });
      const isSent = await send(reader);
      status.textContent = isSent ? "Đã gửi. Mở bài trên mạng để xem đã được tính chưa." : "Đã giữ trên máy; tự ghi nhận khi có mạng.";
    } catch {
      button.disabled = false;
      status.textContent = "Máy này không giữ được ghi nhận. Khi có mạng, mở bài và bấm lại.";
    }
  });
}
