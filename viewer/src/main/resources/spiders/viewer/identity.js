// SPDX-License-Identifier: Apache-2.0
// Whose images these are. The header says whom the hub says: one person may have a number in each
// hospital, and OHIF takes two numbers for two patients. Each image says whom its file says.
window.spiders.identity = (() => {
  const french = window.spiders.language === 'fr';
  let boardCase = new URLSearchParams(window.location.search).get('case');
  const words = french
    ? {
        back: 'Retour au dossier',
        born: 'né(e) le',
        M: 'M',
        F: 'F',
        number: 'N° dans le fichier',
        asked: 'Identité du patient…',
        failed: 'Identité du patient non reçue, nouvel essai…',
      }
    : {
        back: 'Back to the case',
        born: 'born',
        M: 'M',
        F: 'F',
        number: 'Number in the file',
        asked: 'Identity of the patient…',
        failed: 'The patient’s identity did not come, trying again…',
      };
  const PATIENCE_MILLIS = 20000;
  const WAITS = [1000, 2000, 4000, 8000, 15000];
  /** Without this case or the right to it there is no name, and asking again gives none. */
  const REFUSALS = [403, 404];

  const pause = millis => new Promise(resolve => setTimeout(resolve, millis));
  const listeners = new Set();
  /** Whose case the window shows: `nobody` without one, `asked`, `failed`, or `known`. */
  let whose = { is: 'nobody' };
  let asks = 0;
  let isAsked = false;

  function tell(now) {
    whose = now;
    listeners.forEach(listener => listener(now));
  }

  /** What the hub says of a case's patient; that it said nothing is `failed`. */
  async function read(of) {
    try {
      const answer = await fetch(`/api/v1/cases/${of}`, {
        headers: { Accept: 'application/json' },
        signal: AbortSignal.timeout(PATIENCE_MILLIS),
      });
      if (REFUSALS.includes(answer.status)) return { is: 'nobody' };
      if (!answer.ok) return { is: 'failed' };
      const person = (await answer.json()).patient;
      return person ? { is: 'known', of, person } : { is: 'nobody' };
    } catch (lost) {
      return { is: 'failed' };
    }
  }

  /** Asks for the patient of the case until the hub has answered or another case is shown. */
  async function ask() {
    const number = ++asks;
    isAsked = true;
    if (!/^[0-9a-f-]{36}$/.test(boardCase ?? '')) {
      tell({ is: 'nobody' });
      return;
    }
    tell({ is: 'asked' });
    for (let tries = 0; ; tries++) {
      const found = await read(boardCase);
      if (number !== asks) return;
      tell(found);
      if (found.is !== 'failed') return;
      await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
      if (number !== asks) return;
    }
  }

  /** The window shows another case from now on; until its patient is known there is no name. */
  function turn(another) {
    if (another === boardCase) return;
    boardCase = another;
    ask();
  }

  /** 1958-03-14 as a French page writes it; unknown parts are dots. */
  function date(iso) {
    const [year, month, day] = iso.split('-').map(part => (part === '00' ? '··' : part));
    return `${day}/${month}/${year}`;
  }

  function Header({ React }) {
    const [now, setNow] = React.useState(whose);
    React.useEffect(() => {
      listeners.add(setNow);
      if (isAsked) setNow(whose);
      else ask();
      return () => listeners.delete(setNow);
    }, []);
    const element = React.createElement;
    if (now.is !== 'known') {
      document.title = 'SPIDERS';
      return element(
        'span',
        {
          className: 'text-foreground text-[15px] font-bold',
          role: 'status',
          'data-cy': 'case-patient-state',
        },
        words[now.is] ?? 'SPIDERS'
      );
    }
    const person = now.person;
    const family = (person.usedName || person.birthName).toUpperCase();
    const name = `${family} ${person.givenNames}`;
    document.title = `${name} · SPIDERS`;
    return element(
      'a',
      {
        href: `/cases/${now.of}`,
        title: words.back,
        'data-cy': 'case-patient',
        className: 'flex flex-col justify-center leading-tight',
      },
      element('span', { className: 'text-foreground text-[13px] font-bold' }, name),
      element(
        'span',
        { className: 'text-muted-foreground text-[11px]' },
        `${words.born} ${date(person.birthDate)} · ${words[person.sex] ?? person.sex}`
      )
    );
  }

  /** A line of a viewport: the number and the institution in the file of the image. */
  const fileIdentity = {
    id: 'FileIdentity',
    inheritsFrom: 'ohif.overlayItem',
    label: '',
    title: words.number,
    condition: ({ referenceInstance }) => referenceInstance?.PatientID,
    contentF: ({ referenceInstance }) =>
      [referenceInstance.InstitutionName, referenceInstance.PatientID].filter(Boolean).join(' · '),
  };

  return { Header, fileIdentity, turn };
})();
