// SPDX-License-Identifier: Apache-2.0
// How OHIF is set up on this hub.
window.config = {
  name: 'SPIDERS',
  routerBasename: '/viewer',
  extensions: [window.spiders.fusion],
  modes: [],
  // Opened on a case's studies only: there is no list of all patients.
  showStudyList: false,
  showLoadingIndicator: true,
  showWarningMessageForCrossOrigin: false,
  showCPUFallbackMessage: true,
  showErrorDetails: 'production',
  strictZSpacingForVolumeViewport: true,
  experimentalStudyBrowserSort: false,
  investigationalUseDialog: { option: 'never' },
  // The contours of an RTSTRUCT show when it is opened, without a question first.
  disableConfirmationPrompts: true,
  customizationService: [
    {
      'ohif.tours': { $set: [] },
      'viewportOverlay.topLeft': { $push: [window.spiders.identity.fileIdentity] },
    },
  ],
  // The patient stands at the left of the header, as the hub knows them.
  showPatientInfo: 'disabled',
  whiteLabeling: {
    createLogoComponentFn: React =>
      React.createElement(window.spiders.identity.Header, { React }),
  },
  // A cine plays as soon as it is shown.
  autoPlayCine: true,
  maxNumberOfWebWorkers: 3,
  maxNumRequests: { interaction: 24, thumbnail: 4, prefetch: 12 },
  studyPrefetcher: { enabled: true, displaySetsCount: 2, order: 'closest' },
  defaultDataSourceName: 'spiders',
  dataSources: [
    {
      namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
      sourceName: 'spiders',
      configuration: {
        friendlyName: 'SPIDERS',
        name: 'spiders',
        qidoRoot: '/dicomweb',
        wadoRoot: '/dicomweb',
        wadoUriRoot: '/dicomweb',
        qidoSupportsIncludeField: false,
        supportsReject: false,
        supportsFuzzyMatching: false,
        supportsWildcard: false,
        dicomUploadEnabled: false,
        imageRendering: 'wadors',
        thumbnailRendering: 'wadors',
        enableStudyLazyLoad: true,
        omitQuotationForMultipartRequest: true,
        // Volumes come as HTJ2K by resolution, which is shown while it comes; anything else as stored.
        acceptHeader: ${accept},
        // Bulk data other than pixels comes as it is, without multipart around it.
        singlepart: 'bulkdata,video,pdf',
        bulkDataURI: { enabled: true, relativeResolution: 'studies' },
      },
    },
  ],
};
