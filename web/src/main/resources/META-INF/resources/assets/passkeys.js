// SPDX-License-Identifier: Apache-2.0
// Passkeys: the button that signs in, and the form that registers one. docs/interface.md.
"use strict";
(() => {
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

  function toBytes(text) {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (c) => c.charCodeAt(0));
  }
  function toText(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }
  const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

  function post(path, body) {
    return fetch(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRF-TOKEN": meta("csrf-token"),
      },
      body: body === undefined ? "" : JSON.stringify(body),
    }).then((answer) => (answer.ok ? answer : Promise.reject(new Error(String(answer.status)))));
  }

  async function signIn() {
    const options = await (await post("/login/passkey/options")).json();
    const found = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        allowCredentials: descriptors(options.allowCredentials),
      },
    });
    const { authenticatorData, clientDataJSON, signature, userHandle } = found.response;
    const answer = await post("/login/passkey", {
      id: found.id,
      rawId: toText(found.rawId),
      type: found.type,
      authenticatorAttachment: found.authenticatorAttachment,
      clientExtensionResults: found.getClientExtensionResults(),
      response: {
        authenticatorData: toText(authenticatorData),
        clientDataJSON: toText(clientDataJSON),
        signature: toText(signature),
        userHandle: userHandle ? toText(userHandle) : undefined,
      },
    });
    const next = new URL((await answer.json()).redirectUrl, location.href);
    location.assign(next.origin === location.origin ? next.href : "/");
  }

  async function register(label) {
    const options = await (await post("/account/passkeys/options")).json();
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        user: { ...options.user, id: toBytes(options.user.id) },
        excludeCredentials: descriptors(options.excludeCredentials),
      },
    });
    await post("/account/passkeys", {
      label,
      credential: {
        id: made.id,
        rawId: toText(made.rawId),
        type: made.type,
        authenticatorAttachment: made.authenticatorAttachment,
        clientExtensionResults: made.getClientExtensionResults(),
        response: {
          attestationObject: toText(made.response.attestationObject),
          clientDataJSON: toText(made.response.clientDataJSON),
          transports: made.response.getTransports?.() ?? [],
        },
      },
    });
    location.assign("/account");
  }

  // A person who closes the browser's window has changed their mind: nothing is said of it.
  function complain(place, error) {
    if (!place || error?.name === "NotAllowedError") return;
    place.hidden = false;
  }

  document.querySelectorAll("[data-passkey-sign-in]").forEach((button) => {
    if (!window.PublicKeyCredential) return;
    button.closest("[data-passkey]").hidden = false;
    button.addEventListener("click", () =>
      signIn().catch((error) => complain(document.querySelector("[data-passkey-failed]"), error)));
  });
  document.querySelectorAll("form[data-passkey-register]").forEach((form) => {
    form.hidden = !window.PublicKeyCredential;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      register(form.elements.label.value)
        .catch((error) => complain(form.querySelector("[data-passkey-failed]"), error))
        .finally(() => form.querySelectorAll("[aria-busy]")
          .forEach((one) => one.removeAttribute("aria-busy")));
    });
  });
})();
