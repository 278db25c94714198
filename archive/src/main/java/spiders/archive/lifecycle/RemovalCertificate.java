// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.Removal;
import spiders.archive.RemovedObject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was removed, object by object. It holds no patient data, and proves itself: the digest of
 * its manifest is the one that the audit recorded when the removal was decided.
 */
public record RemovalCertificate(Removal removal, List<RemovedObject> objects) {

    public RemovalCertificate {
        objects =
                objects.stream()
                        .sorted(Comparator.comparing(object -> object.sopInstanceUID().value()))
                        .toList();
    }

    /** Whether the objects listed are those that the removal was decided for. */
    public boolean isIntact() {
        return digest(objects).equals(removal.manifest());
    }

    /** A line an object: SOP Instance UID, SHA-256, bytes; by UID, with LF after each. */
    public static String manifest(List<RemovedObject> objects) {
        return objects.stream()
                .sorted(Comparator.comparing(object -> object.sopInstanceUID().value()))
                .map(object ->
                        "%s %s %d\n"
                                .formatted(
                                        object.sopInstanceUID().value(),
                                        object.sha256(),
                                        object.length()))
                .collect(Collectors.joining());
    }

    /** The digest of a manifest of these objects. */
    public static String digest(List<RemovedObject> objects) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(
                            digest.digest(manifest(objects).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
