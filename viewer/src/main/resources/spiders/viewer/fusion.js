// SPDX-License-Identifier: Apache-2.0
// An OHIF extension with one hanging protocol: PET over CT, beside the two it is made of.
// The address asks for it: hangingProtocolId=spiders.fusion, the PET/CT study first.
window.spiders.fusion = (() => {
  const ID = 'spiders.fusion';
  const RANGE = 'spiders.fusion.range';
  // The usual upper end of a display of FDG in units of SUV by body weight.
  const SUV_SHOWN = 7;

  // By the share of the range: the CT alone where there is no uptake, little of it where it is high.
  const SHOWING = [
    { value: 0, opacity: 0 },
    { value: 0.1, opacity: 0.35 },
    { value: 0.4, opacity: 0.75 },
    { value: 1, opacity: 0.9 },
  ];

  /** Shows SUV from 0 to its end where OHIF can compute it, else what the images ask for. */
  function range(displaySets) {
    const pet = displaySets.find(set => set.Modality === 'PT');
    const imageId = pet?.images?.[0]?.imageId;
    const scaling = imageId && window.cornerstone.metaData.get('scalingModule', imageId);
    return scaling?.suvbw ? { windowWidth: SUV_SHOWN, windowCenter: SUV_SHOWN / 2 } : undefined;
  }

  const rule = (attribute, value) => ({
    attribute,
    constraint: { equals: { value } },
    required: true,
  });

  /** A series of the study that the address names first; several: the one with most images. */
  const selector = modality => ({
    studyMatchingRules: [{ ...rule('studyInstanceUIDsIndex', 0), from: 'options' }],
    seriesMatchingRules: [
      rule('Modality', modality),
      rule('isReconstructable', true),
      { attribute: 'numImageFrames', weight: 2, constraint: { greaterThan: { value: 50 } } },
      { attribute: 'SeriesDescription', weight: -3, constraint: { containsI: 'uncorrected' } },
      { attribute: 'SeriesDescription', weight: -3, constraint: { containsI: 'NAC' } },
    ],
  });

  const axial = {
    viewportType: 'volume',
    orientation: 'axial',
    toolGroupId: 'mpr',
    initialImageOptions: { preset: 'middle' },
    syncGroups: [{ type: 'cameraPosition', id: 'spiders.fusion', source: true, target: true }],
  };

  const ct = { id: 'ct' };
  const pet = { id: 'pet', options: { voi: { custom: RANGE }, voiInverted: true } };
  const petOver = {
    id: 'pet',
    options: { voi: { custom: RANGE }, colormap: { name: 's_pet', opacity: SHOWING } },
  };

  const stage = {
    id: 'fusion',
    name: 'PET/CT',
    viewportStructure: {
      layoutType: 'grid',
      properties: {
        rows: 2,
        columns: 3,
        layoutOptions: [
          { x: 0, y: 0, width: 2 / 3, height: 1 },
          { x: 2 / 3, y: 0, width: 1 / 3, height: 1 / 2 },
          { x: 2 / 3, y: 1 / 2, width: 1 / 3, height: 1 / 2 },
        ],
      },
    },
    viewports: [
      { viewportOptions: { ...axial, viewportId: 'fusion' }, displaySets: [ct, petOver] },
      { viewportOptions: { ...axial, viewportId: 'ct' }, displaySets: [ct] },
      {
        viewportOptions: { ...axial, viewportId: 'pet', background: [1, 1, 1] },
        displaySets: [pet],
      },
    ],
  };

  const protocol = {
    id: ID,
    name: 'PET/CT',
    locked: true,
    protocolMatchingRules: [],
    imageLoadStrategy: 'interleaveCenter',
    displaySetSelectors: { ct: selector('CT'), pet: selector('PT') },
    stages: [stage],
    numberOfPriorsReferenced: -1,
  };

  /** OHIF lets no other series into a viewport of two; in this arrangement any may take its place. */
  function letOthersIn(service) {
    const viewportsToUpdate = service.getViewportsRequireUpdate.bind(service);
    service.getViewportsRequireUpdate = (viewport, displaySet, isArranged = true) =>
      viewportsToUpdate(viewport, displaySet, isArranged && service.protocol?.id !== ID);
  }

  return {
    id: ID,
    getHangingProtocolModule: () => [{ name: ID, protocol }],
    preRegistration: ({ servicesManager }) =>
      letOthersIn(servicesManager.services.hangingProtocolService),
    onModeEnter: ({ servicesManager }) =>
      servicesManager.services.hangingProtocolService.addCustomAttribute(
        RANGE,
        'What a PET is shown in',
        range
      ),
  };
})();
