// SPDX-License-Identifier: Apache-2.0
// The user's language, which the server puts in; OHIF keeps its own in the local storage.
window.spiders = { language: '${language}' };
try {
  localStorage.setItem('i18nextLng', window.spiders.language === 'fr' ? 'fr' : 'en-US');
} catch (storageForbidden) {
  console.warn('the viewer stays in English');
}
