// SPDX-License-Identifier: Apache-2.0
// Whose images these are. The header says whom the hub says: one person may have a number in each
// hospital, and OHIF takes two numbers for two patients. Each image says whom its file says.
window.spiders.identity = (() => {
  const french = window.spiders.language === 'fr';
  let boardCase = new URLSearchParams(window.location.search).get('case');
  const words = french
    ? { back: 'Retour au dossier', born: 'né(e) le', M: 'M', F: 'F', number: 'N° dans le fichier' }
    : { back: 'Back to the case', born: 'born', M: 'M', F: 'F', number: 'Number in the file' };

  let asked;
  /** The patient of the case, asked for once; without a case or a right there is none. */
  function patient() {
    asked ||= !/^[0-9a-f-]{36}$/.test(boardCase ?? '')
      ? Promise.resolve(null)
      : fetch(`/api/v1/cases/${boardCase}`, { headers: { Accept: 'application/json' } })
          .then(answer => (answer.ok ? answer.json() : null))
          .then(found => found?.patient ?? null)
          .catch(() => null);
    return asked;
  }

  const listeners = new Set();
  /** The window shows another case from now on; until its patient is known there is no name. */
  function turn(another) {
    if (another === boardCase) return;
    boardCase = another;
    asked = undefined;
    listeners.forEach(listener => listener());
  }

  /** 1958-03-14 as a French page writes it; unknown parts are dots. */
  function date(iso) {
    const [year, month, day] = iso.split('-').map(part => (part === '00' ? '··' : part));
    return `${day}/${month}/${year}`;
  }

  function Header({ React }) {
    const [person, setPerson] = React.useState(null);
    React.useEffect(() => {
      const ask = () => {
        const of = boardCase;
        setPerson(null);
        patient().then(found => of === boardCase && setPerson(found));
      };
      ask();
      listeners.add(ask);
      return () => listeners.delete(ask);
    }, []);
    const element = React.createElement;
    if (!person) {
      document.title = 'SPIDERS';
      return element('span', { className: 'text-foreground text-[15px] font-bold' }, 'SPIDERS');
    }
    const family = (person.usedName || person.birthName).toUpperCase();
    const name = `${family} ${person.givenNames}`;
    document.title = `${name} · SPIDERS`;
    return element(
      'a',
      {
        href: `/cases/${boardCase}`,
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
