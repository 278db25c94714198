// SPDX-License-Identifier: Apache-2.0
// How OHIF is set up on this hub. The server puts the user's language in.
try {
  localStorage.setItem('i18nextLng', '${language}');
} catch (storageForbidden) {
  console.warn('the viewer stays in English');
}

window.config = {
  name: 'SPIDERS',
  routerBasename: '/viewer',
  extensions: [],
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
  customizationService: [{ 'ohif.tours': { $set: [] } }],
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
        // Bulk data other than pixels comes as it is, without multipart around it.
        singlepart: 'bulkdata,video,pdf',
        bulkDataURI: { enabled: true, relativeResolution: 'studies' },
      },
    },
  ],
};
