// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

import spiders.archive.store.Selection;
import spiders.dicom.data.UID;
import spiders.web.Params;

/** What the paths of DICOMweb hold. */
final class Paths {

    static final String ROOT = "/dicomweb";
    static final String STUDY = ROOT + "/studies/{study}";
    static final String SERIES = STUDY + "/series/{series}";
    static final String INSTANCE = SERIES + "/instances/{instance}";

    private Paths() {}

    static Selection study(ServerRequest request) {
        return new Selection.Study(Params.path(request, "study", UID::new));
    }

    static Selection series(ServerRequest request) {
        return new Selection.Series(
                Params.path(request, "study", UID::new), Params.path(request, "series", UID::new));
    }

    static Selection.Instance instance(ServerRequest request) {
        return new Selection.Instance(
                Params.path(request, "study", UID::new),
                Params.path(request, "series", UID::new),
                Params.path(request, "instance", UID::new));
    }

    /** The address of the DICOMweb root, as the client reached it. */
    static String root(ServerRequest request) {
        return UriComponentsBuilder.fromUri(request.uri())
                .replacePath(request.requestPath().contextPath().value() + ROOT)
                .replaceQuery(null)
                .fragment(null)
                .build()
                .toUriString();
    }
}
