// SPDX-License-Identifier: Apache-2.0
// Sends the bytes of the chosen sheet as a field: which encoding they have, the server finds out.
"use strict";
(() => {
  const form = document.querySelector("form[data-import]");
  const chosen = document.getElementById("chosen");
  if (!form || !chosen) return;
  const field = form.querySelector("input[name='file']");

  const encoded = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  let reading = Promise.resolve();
  chosen.addEventListener("change", () => {
    const file = chosen.files[0];
    field.value = "";
    chosen.setCustomValidity(file && file.size > Number(form.dataset.most)
      ? form.dataset.import : "");
    if (!file || chosen.reportValidity() === false) return;
    reading = file.arrayBuffer().then((buffer) => {
      field.value = encoded(new Uint8Array(buffer));
    });
  });
  form.addEventListener("submit", (event) => {
    if (chosen.files.length === 0 || field.value !== "") return;
    event.preventDefault();
    reading.then(() => form.submit());
  });
})();
