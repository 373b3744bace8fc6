/* Keeps the schedules that were opened, for when there is no network. Never what is somebody's own: an answer is kept
   that says that it is public, which none for somebody signed in does, and no other address is touched. */
"use strict";
{% if is_on %}
const PAGES = "pages-{{ version|escapejs }}";
const FILES = "files-{{ version|escapejs }}";
const MOST_PAGES = 30;
const PATIENCE_IN_MS = 4000;
const PAGE = /^(\/({{ languages|escapejs }}))?\/meetings\/[^/]+\/(schedule\/(changes\/)?|items\/[^/]+\/)$/;
const FILES_AT = ["css/", "js/", "icon"].map((name) => `{{ static_url|escapejs }}${name}`);

/* When the page of a window was kept, for windows that were given a kept one. */
const ages = new Map();

const isPage = (url) => url.origin === location.origin && PAGE.test(url.pathname);
const isFile = (url) => url.origin === location.origin && FILES_AT.some((start) => url.pathname.startsWith(start));
const cacheOf = (url) => (isPage(url) ? PAGES : FILES);
const findKept = async (address) => {
  const url = new URL(address);
  return (await caches.open(cacheOf(url))).match(url.href, { ignoreVary: true });
};
const mayKeep = (url, response) => {
  const isForAll = /public/.test(response.headers.get("Cache-Control"));
  return response.status === 200 && response.type === "basic" && !response.redirected && (isFile(url) || isForAll);
};

const keep = async (address, response) => {
  const url = new URL(address);
  const headers = new Headers(response.headers);
  headers.set("X-Kept-At", new Date().toISOString());
  const cache = await caches.open(cacheOf(url));
  await cache.put(url.href, new Response(await response.blob(), { headers }));
  if (cacheOf(url) === PAGES) {
    const oldest = (await cache.keys()).slice(0, -MOST_PAGES);
    await Promise.all(oldest.map((request) => cache.delete(request)));
  }
};

const load = async (event, request) => {
  const response = await fetch(request);
  if (mayKeep(new URL(request.url), response)) {
    event.waitUntil(keep(request.url, response.clone()).catch(() => {}));
  }
  return response;
};

/* The network's answer; the kept one when there is none, or not soon. */
const soonest = async (network, kept) => {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_IN_MS));
  return (await Promise.race([network.catch(() => undefined), late])) || kept;
};

const page = async (event, network) => {
  const kept = await findKept(event.request.url);
  if (!kept) {
    return network.catch(() => wholeInstead(event.request.url));
  }
  const answer = await soonest(network, kept);
  if (answer === kept) {
    ages.set(event.resultingClientId, kept.headers.get("X-Kept-At"));
  }
  return answer;
};

/* A filter that wasn't opened before: the whole schedule, under its own address. */
const wholeInstead = async (address) => {
  const url = new URL(address);
  const whole = `${url.origin}${url.pathname}`;
  return url.search && (await findKept(whole)) ? Response.redirect(whole) : Response.error();
};

/* A file whose name tells its content never changes. */
const file = async (event) => {
  const kept = await findKept(event.request.url);
  if (kept && /immutable/.test(kept.headers.get("Cache-Control"))) {
    return kept;
  }
  const network = load(event, event.request);
  event.waitUntil(network.catch(() => {}));
  return kept ? soonest(network, kept) : network;
};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const others = (await caches.keys()).filter((name) => ![PAGES, FILES].includes(name));
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") {
    return;
  }
  if (isFile(url)) {
    event.respondWith(file(event));
  } else if (isPage(url) && event.request.mode === "navigate") {
    const network = load(event, event.request);
    event.waitUntil(network.catch(() => {}));
    event.respondWith(page(event, network));
  }
});

self.addEventListener("message", (event) => {
  if (event.data.keep) {
    const ours = event.data.keep.map((address) => new URL(address)).filter((url) => isPage(url) || isFile(url));
    event.waitUntil(Promise.all(ours.map((url) => load(event, new Request(url)).catch(() => {}))));
  } else if (ages.has(event.source.id)) {
    event.source.postMessage({ keptAt: ages.get(event.source.id) });
  }
});
{% else %}
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const leave = async () => {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(leave());
});
{% endif %}
