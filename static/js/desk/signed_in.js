// Who is signed in, for how long, and signing in again without leaving the page.

import { counted, say, text } from "./texts.js";

const dialog = document.getElementById("desk-sign-in");
const MINUTES_BEFORE = 10;
const LONGEST_TIMER = 2 ** 31 - 1;
let timer;

/* The token changes whenever somebody signs in, also in another window: the cookie has the one that holds. */
export function token() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie?.slice("csrftoken=".length) ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}

async function session(data) {
  const response = await fetch(data.addresses.session, { redirect: "manual" });
  return response.ok ? response.json() : null;
}

export async function isSignedIn(data) {
  try {
    return Boolean(await session(data));
  } catch {
    return true; // no answer says nothing about who is signed in
  }
}

/* Warn some minutes before the session ends. */
export function watch(seconds) {
  clearTimeout(timer);
  if (seconds === null || seconds === undefined) {
    return;
  }
  const left = Math.max(0, seconds - MINUTES_BEFORE * 60) * 1000;
  const warn = () => say(counted(Math.min(MINUTES_BEFORE, Math.max(1, Math.round(seconds / 60))), "ending"));
  timer = setTimeout(left > LONGEST_TIMER ? () => {} : warn, Math.min(left, LONGEST_TIMER));
}

export async function watchSession(data) {
  try {
    watch((await session(data))?.seconds);
  } catch {
    // without a network there is nothing to watch
  }
}

/* True once somebody has signed in; false where it was put off. */
export function askToSignIn(data) {
  const form = dialog.querySelector("form");
  const told = dialog.querySelector(".error");
  told.textContent = "";
  return new Promise((resolve) => {
    const done = (isBack) => {
      form.removeEventListener("submit", submit);
      dialog.close();
      resolve(isBack);
    };
    const submit = async (event) => {
      event.preventDefault();
      const { isBack, mustWait } = await signIn(data, form);
      form.elements.password.value = "";
      if (form.elements.code) {
        form.elements.code.value = "";
      }
      if (isBack) {
        watchSession(data);
        done(true);
      } else {
        told.textContent = text(mustWait ? "tooManyAttempts" : "wrongPassword");
        form.elements.password.focus();
      }
    };
    form.addEventListener("submit", submit);
    dialog.querySelector('[data-deed="later"]').onclick = () => done(false);
    dialog.oncancel = () => done(false);
    dialog.showModal();
  });
}

async function signIn(data, form) {
  const body = new URLSearchParams({
    username: form.elements.username.value,
    password: form.elements.password.value,
    code: form.elements.code?.value ?? "",
    next: data.addresses.session,
  });
  try {
    const headers = { "X-CSRFToken": token() };
    const response = await fetch(data.addresses.signIn, { method: "POST", headers, body, redirect: "manual" });
    return { isBack: Boolean(await session(data)), mustWait: response.status === 429 };
  } catch {
    return { isBack: false, mustWait: false };
  }
}
