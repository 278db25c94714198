// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.manifest.Manifests;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Manifests of a case's imaging: which objects there are, and where they are fetched (IHE RAD
 * XDS-I.b). Who is given one may view the images.
 */
public final class CaseManifests {

    private final CaseImaging imaging;
    private final Manifests manifests;
    private final Access access;

    public CaseManifests(CaseImaging imaging, Manifests manifests, Access access) {
        this.imaging = imaging;
        this.manifests = manifests;
        this.access = access;
    }

    /**
     * The manifest of all studies of the case that are here; it stands in the newest of them.
     *
     * @param webRoot the address of DICOMweb, as the user reaches it
     * @throws NothingToViewException when none has arrived
     */
    public DataSet ofCase(User user, UUID boardCase, String webRoot) {
        var picker = opened(user, boardCase);
        var arrived = arrived(picker);
        for (var home : arrived) {
            var made = manifest(user, picker, arrived, home, webRoot);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new NothingToViewException();
    }

    /**
     * The manifest of all studies of the case, as it stands in one of them.
     *
     * @throws NotFoundException when nothing of that study has arrived for the case
     */
    public DataSet ofCase(User user, UUID boardCase, UID home, String webRoot) {
        var picker = opened(user, boardCase);
        return found(user, picker, arrived(picker), home, webRoot);
    }

    /**
     * The manifest of one study of the case.
     *
     * @throws NotFoundException when nothing of it has arrived for the case
     */
    public DataSet ofStudy(User user, UUID boardCase, UID study, String webRoot) {
        var picker = opened(user, boardCase);
        var wanted = arrived(picker).stream().filter(study::equals).toList();
        return found(user, picker, wanted, study, webRoot);
    }

    private Picker opened(User user, UUID boardCase) {
        access.require(user, Permission.VIEW_IMAGES);
        return imaging.picker(user, boardCase);
    }

    private static List<UID> arrived(Picker picker) {
        return ArrivedStudies.of(picker).stream().map(ViewedStudy::study).toList();
    }

    private DataSet found(User user, Picker picker, List<UID> studies, UID home, String webRoot) {
        return manifest(user, picker, studies, home, webRoot)
                .orElseThrow(() -> new NotFoundException("study"));
    }

    private Optional<DataSet> manifest(
            User user, Picker picker, List<UID> studies, UID home, String webRoot) {
        var file = picker.file();
        var request = new Manifests.Request(file.boardCase().patient(), studies, home, webRoot);
        return manifests.manifest(user, file.purpose(), request);
    }
}
