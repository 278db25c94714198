// SPDX-License-Identifier: Apache-2.0
// A window that follows the meeting room: it stays where it was put, and shows the case that the
// room shows without being loaded again. Until images of that case stand on it, it is covered.
window.spiders.room = (() => {
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const LOOK_MILLIS = 100;
  const MOST_LOOKS = 600;
  const AHEAD_AT_ONCE = 3;
  const AHEAD_FRAMES = 600;
  const AHEAD_BYTES = 256 * 1024 * 1024;

  const asked = new URLSearchParams(window.location.search);
  const session = asked.get('room');
  if (!UUID.test(session ?? '')) return undefined;

  const french = window.spiders.language === 'fr';
  const words = french
    ? {
        waiting: 'Images du dossier suivant…',
        none: 'Aucune image de ce dossier n’est arrivée.',
        failed: 'Les images de ce dossier n’ont pas pu être ouvertes.',
      }
    : {
        waiting: 'Images of the next case…',
        none: 'No image of this case has arrived.',
        failed: 'The images of this case could not be opened.',
      };

  const channel = new BroadcastChannel(`spiders.room.${session}`);
  const say = what => channel.postMessage(what);
  const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

  let shown = { case: asked.get('case'), studies: studiesOf(asked), isSeen: false };
  let wanted;
  let isTurning = false;
  /** How often the room has gone on: a turn of before uncovers nothing. */
  let covers = 0;
  let fetching = new AbortController();

  function studiesOf(query) {
    return (query.get('StudyInstanceUIDs') ?? '').split(',').filter(Boolean);
  }

  // ---- The cover ------------------------------------------------------------------------------
  const sheet = document.createElement('div');
  sheet.dataset.cy = 'room-cover';
  sheet.setAttribute('role', 'status');
  sheet.style.cssText =
    'position:fixed;inset:0;z-index:2147483647;display:none;align-items:center;' +
    'justify-content:center;background:#000;color:#e5e7eb;font:600 28px sans-serif;padding:2rem';
  function cover(text) {
    if (!sheet.isConnected) document.body.append(sheet);
    sheet.textContent = text;
    sheet.style.display = 'flex';
  }
  function uncover() {
    sheet.style.display = 'none';
  }

  // ---- Turning --------------------------------------------------------------------------------
  /** What stands on the screen: the studies of the arrangement, and the image of each viewport. */
  function standing() {
    const { viewportGridService, displaySetService, cornerstoneViewportService } = window.services;
    const viewports = [...viewportGridService.getState().viewports.values()];
    const studies = viewports
      .flatMap(one => one.displaySetInstanceUIDs ?? [])
      .map(uid => displaySetService.getDisplaySetByUID(uid)?.StudyInstanceUID);
    const images = viewports.map(
      one =>
        cornerstoneViewportService
          .getCornerstoneViewport(one.viewportId ?? one.viewportOptions?.viewportId)
          ?.getCurrentImageId?.() ?? ''
    );
    return { studies, images: images.filter(Boolean) };
  }

  function isStanding(studies) {
    try {
      const now = standing();
      return (
        now.studies.length > 0 &&
        now.studies.every(one => studies.includes(one)) &&
        now.images.length > 0 &&
        now.images.every(image => studies.some(one => image.includes(`/studies/${one}/`)))
      );
    } catch (notYet) {
      return false;
    }
  }

  async function awaitImages(studies, at) {
    for (let look = 0; look < MOST_LOOKS && !wanted && at === covers; look++) {
      if (isStanding(studies)) {
        // It is drawn after it is there.
        await pause(2 * LOOK_MILLIS);
        return true;
      }
      await pause(LOOK_MILLIS);
    }
    return false;
  }

  async function turnTo(next) {
    if (next.address) {
      fetching.abort();
      window.spiders.identity.turn(next.case);
      window.commandsManager.runCommand('navigateHistory', {
        to: `/viewer${next.address.search}`,
        options: { replace: true },
      });
      shown = { case: next.case, studies: studiesOf(next.address.searchParams), isSeen: false };
    }
    const isSeen = await awaitImages(shown.studies, next.at);
    // The room has gone on meanwhile: what comes to stand now is another patient's.
    if (wanted || next.at !== covers) return;
    shown.isSeen = isSeen;
    if (isSeen) {
      uncover();
    } else {
      cover(words.failed);
    }
    say({ say: isSeen ? 'shown' : 'unseen', case: shown.case });
  }

  /** One turn at a time, and of those that wait the last. */
  async function turn(next) {
    wanted = { ...next, at: covers };
    if (isTurning) return;
    isTurning = true;
    try {
      while (wanted) {
        const now = wanted;
        wanted = undefined;
        await turnTo(now);
      }
    } finally {
      isTurning = false;
    }
  }

  /** The address of a case's images in this viewer; anything else is none. */
  function addressOf(text) {
    const address = new URL(text, window.location.origin);
    const isOurs =
      address.origin === window.location.origin && address.pathname === '/viewer/viewer';
    return isOurs ? address : undefined;
  }

  function show(message) {
    const address = addressOf(message.address);
    if (!address || !UUID.test(message.case)) return;
    const isHere = shown.case === message.case && address.search === window.location.search;
    turn(isHere ? { case: shown.case } : { case: message.case, address });
  }

  // ---- The next case, into the cache of the browser -------------------------------------------
  const ask = (path, accept) =>
    fetch(`/dicomweb/${path}`, {
      headers: { Accept: accept },
      signal: fetching.signal,
      priority: 'low',
    });
  const text = (dataSet, tag) => dataSet[tag]?.Value?.[0];

  async function framesOf(study) {
    const found = await ask(`studies/${study}/metadata`, 'application/dicom+json');
    if (!found.ok) return [];
    return (await found.json())
      .filter(one => one['7FE00010'])
      .flatMap(one => {
        const path =
          `studies/${study}/series/${text(one, '0020000E')}` +
          `/instances/${text(one, '00080018')}/frames/`;
        return Array.from({ length: text(one, '00280008') ?? 1 }, (_, i) => path + (i + 1));
      });
  }

  async function fetchAhead(address) {
    fetching.abort();
    fetching = new AbortController();
    // As OHIF writes it: what the cache keeps is kept for this very header (Vary).
    const accept = window.config.dataSources[0].configuration.acceptHeader.join(',');
    let left = AHEAD_BYTES;
    const frames = [];
    for (const study of studiesOf(address.searchParams)) {
      if (frames.length < AHEAD_FRAMES) frames.push(...(await framesOf(study)));
    }
    frames.length = Math.min(frames.length, AHEAD_FRAMES);
    const fetchSome = async () => {
      while (frames.length > 0 && left > 0) {
        const answer = await ask(frames.shift(), accept);
        left -= (await answer.arrayBuffer()).byteLength;
      }
    };
    await Promise.all(Array.from({ length: AHEAD_AT_ONCE }, fetchSome));
  }

  /** The room is at another case: nothing is uncovered that began before. */
  function goOn(why) {
    covers++;
    wanted = undefined;
    cover(why);
  }

  // ---- What the room says ---------------------------------------------------------------------
  function hear(message) {
    if (message.say === 'ask') {
      say({ say: 'here', case: shown.case });
      const isOpen = sheet.style.display === 'none';
      if (shown.isSeen && !isTurning && isOpen) say({ say: 'shown', case: shown.case });
    } else if (message.say === 'turn') {
      goOn(words.waiting);
    } else if (message.say === 'cover') {
      goOn(words[message.why] ?? words.failed);
    } else if (message.say === 'stay' && message.case === shown.case) {
      turn({ case: shown.case });
    } else if (message.say === 'show') {
      show(message);
    } else if (message.say === 'ahead') {
      const address = addressOf(message.address);
      // Fetched ahead or not, the next case opens.
      if (address) fetchAhead(address).catch(() => {});
    }
  }
  channel.addEventListener('message', ({ data }) => hear(data));
  window.addEventListener('pagehide', () => say({ say: 'gone' }));

  return {
    /** The first case stands in the address that the window was opened with. */
    begin() {
      say({ say: 'here', case: shown.case });
      turn({ case: shown.case });
    },
  };
})();
window.addEventListener('load', () => window.spiders.room?.begin());
