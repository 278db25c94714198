// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.web.ArchiveRoutes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.io.Part10;
import spiders.rcp.CaseManifests;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

/** Manifests of a case's imaging, as DICOM files. */
final class ManifestApi {

    private static final String OBJECT = "application/dicom";

    private final CaseManifests manifests;

    ManifestApi(CaseManifests manifests) {
        this.manifests = manifests;
    }

    void register(SecuredRoutes routes) {
        var path = "/api/v1/cases/{case}/";
        routes.get(path + "manifest", Permission.VIEW_IMAGES, this::ofCase);
        routes.get(path + "studies/{study}/manifest", Permission.VIEW_IMAGES, this::ofStudy);
    }

    private ServerResponse ofCase(ServerRequest request) {
        var user = Session.user(request);
        var boardCase = Ids.path(request, "case");
        var root = ArchiveRoutes.root(request);
        var home = Params.optional(request, "study", UID::new);
        return file(
                home.isPresent()
                        ? manifests.ofCase(user, boardCase, home.get(), root)
                        : manifests.ofCase(user, boardCase, root));
    }

    private ServerResponse ofStudy(ServerRequest request) {
        return file(
                manifests.ofStudy(
                        Session.user(request),
                        Ids.path(request, "case"),
                        Params.path(request, "study", UID::new),
                        ArchiveRoutes.root(request)));
    }

    /** Under a name that says nothing of the patient. */
    private static ServerResponse file(DataSet manifest) {
        return ServerResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, OBJECT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"manifest.dcm\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build((_, response) -> {
                    Part10.write(
                            response.getOutputStream(),
                            manifest,
                            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
                    return null;
                });
    }
}
