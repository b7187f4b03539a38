/* What goes wrong for the candidate, in words, with the one thing to do about it. */
const STATES = {
  submitted: "Bài đã được nộp.",
  expired: "Đã hết giờ, máy chủ đã thu bài.",
  void: "Bài này đã bị hủy. Hỏi cán bộ coi thi.",
};

export class Trouble {
  #place;

  constructor(form) {
    this.#place = form.querySelector("[data-trouble]");
  }

  clear() {
    this.#place.replaceChildren();
  }

  signedOut(signInUrl) {
    this.#show("warn", "Phiên đăng nhập đã hết. Bài làm vẫn được giữ trên máy này.", {
      label: "Đăng nhập lại trong thẻ mới",
      href: signInUrl,
      opensNewTab: true,
    });
  }

  closed(state, receiptUrl) {
    this.#show("red", STATES[state] ?? "Bài này không còn nhận câu trả lời.", { label: "Xem biên nhận", href: receiptUrl });
  }

  moved(pageUrl) {
    this.#show("warn", "Bài đang được làm tiếp ở thiết bị khác nên máy này không lưu nữa. Câu vừa sửa ở đây chưa được ghi.", {
      label: "Làm tiếp trên máy này",
      href: pageUrl,
    });
  }

  takenByOtherTab(take) {
    this.#show("warn", "Bài đang mở ở một thẻ khác của trình duyệt này.", { label: "Làm tiếp ở đây", act: take });
  }

  notSubmitted() {
    this.#show("warn", "Chưa nộp được vì mất liên lạc. Đang thử lại, đừng đóng trang này.");
  }

  notDurable() {
    this.#show("warn", "Trình duyệt này không cho giữ bài trên máy. Nếu mất mạng, đừng tải lại trang.");
  }

  #show(tone, words, action) {
    const notice = document.createElement("div");
    notice.className = `notice notice-${tone}`;
    const box = document.createElement("div");
    const line = document.createElement("p");
    line.textContent = words;
    box.append(line);
    if (action) box.append(makeAction(action));
    notice.append(box);
    this.#place.replaceChildren(notice);
  }
}

function makeAction({ label, href, opensNewTab, act }) {
  const element = document.createElement(href ? "a" : "button");
  element.className = "btn btn-secondary btn-sm mt-2";
  element.textContent = label;
  if (href) element.href = href;
  if (opensNewTab) Object.assign(element, { target: "_blank", rel: "noopener" });
  if (act) {
    element.type = "button";
    element.addEventListener("click", act);
  }
  return element;
}
