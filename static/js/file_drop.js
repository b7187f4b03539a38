/* A file dropped on the frame goes into the ordinary file input; its name and size are told. */
export function attach(frame) {
  const input = frame.querySelector('input[type="file"]');
  const name = frame.querySelector("[data-name]");
  const tell = () => {
    const file = input.files[0];
    name.textContent = file ? `${file.name} (${size(file.size)})` : "";
  };
  frame.addEventListener("dragover", (event) => {
    event.preventDefault();
    frame.classList.add("is-over");
  });
  for (const kind of ["dragleave", "drop"]) frame.addEventListener(kind, () => frame.classList.remove("is-over"));
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  input.addEventListener("change", tell);
}

function size(bytes) {
  const format = new Intl.NumberFormat("vi", { maximumFractionDigits: 1 });
  return bytes < 1048576 ? `${format.format(Math.ceil(bytes / 1024))} KB` : `${format.format(bytes / 1048576)} MB`;
}
