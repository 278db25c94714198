// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.RemovedObject;
import spiders.archive.RemovedObject.Presence;
import spiders.archive.lifecycle.RemovalCertificate;

import java.util.List;

/** The proof of a removal as JSON. */
record CertificateJson(
        String removal,
        String studyInstanceUID,
        String cause,
        String decidedBy,
        String decidedAt,
        boolean intact,
        String manifestSha256,
        List<ObjectJson> objects) {

    record ObjectJson(
            String sopInstanceUID,
            String seriesInstanceUID,
            String sopClassUID,
            String origin,
            String receivedAt,
            long bytes,
            String sha256,
            String goneAt) {

        static ObjectJson of(RemovedObject object) {
            return new ObjectJson(
                    object.sopInstanceUID().value(),
                    object.seriesInstanceUID().value(),
                    object.sopClassUID().value(),
                    object.origin(),
                    object.receivedAt().toString(),
                    object.length(),
                    object.sha256(),
                    object.presence() instanceof Presence.Gone(var since) ? since.toString() : "");
        }
    }

    static CertificateJson of(RemovalCertificate certificate) {
        var removal = certificate.removal();
        return new CertificateJson(
                removal.id().toString(),
                removal.study().value(),
                removal.cause().word(),
                removal.decidedBy().value(),
                removal.decidedAt().toString(),
                certificate.isIntact(),
                removal.manifest(),
                certificate.objects().stream().map(ObjectJson::of).toList());
    }
}
