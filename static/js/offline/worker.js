/* Opens kept lessons when the network is gone. Scope: /study/ and what its pages ask for, nothing else.
   The network always goes first; whoever is not signed in gets the server's answer, never a copy. */
const OLDEST = 14 * 86400 * 1000; // milliseconds; the server counts notes of reading as long
const SHELF = "/study/kept";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const find = request.mode === "navigate" ? () => findPage(url.pathname) : () => findPart(request);
  event.respondWith(fetch(request).catch(async (failure) => {
    const answer = await find();
    if (answer) return answer;
    throw failure;
  }));
});

/* The address of a lesson opens its copy; any other page under /study/ the shelf. */
async function findPage(path) {
  const lesson = path.match(/^\/study\/(?:lessons|kept)\/([0-9a-f-]{36})/)?.[1];
  return (lesson && await findFresh(`${SHELF}/${lesson}`)) ?? findFresh(SHELF);
}

async function findFresh(path) {
  const answer = await match(path);
  return answer && Date.now() - Number(answer.headers.get("X-Kept-At")) < OLDEST ? answer : undefined;
}

/* Never a page: a copy that is made anew must come from the network, or it would never grow old. */
async function findPart(request) {
  if (new URL(request.url).pathname.startsWith(SHELF)) return undefined;
  const answer = await match(request.url);
  const range = request.headers.get("Range")?.match(/^bytes=(\d+)-(\d*)$/);
  return answer && range ? slice(answer, range) : answer;
}

/* A player of sound asks for pieces; the cache holds the whole. */
async function slice(answer, [, first, last]) {
  const whole = await answer.blob();
  const from = Number(first);
  const to = last ? Math.min(Number(last), whole.size - 1) : whole.size - 1;
  return new Response(whole.slice(from, to + 1), {
    status: 206,
    headers: { "Content-Type": answer.headers.get("Content-Type"), "Content-Range": `bytes ${from}-${to}/${whole.size}` },
  });
}

async function match(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("lessons-")) continue;
    const found = await (await caches.open(name)).match(url, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}
