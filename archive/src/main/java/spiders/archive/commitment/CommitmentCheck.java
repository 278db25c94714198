// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.WholeArchive;
import spiders.dicom.data.UID;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.CommitmentResult;
import spiders.dicom.net.CommitmentResult.Failure;
import spiders.dicom.net.SOPReference;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks whether objects are kept: a row in the index, of the class that is named, and the object
 * there, as long as it was, and byte for byte where that is asked for.
 */
final class CommitmentCheck {

    private static final System.Logger LOG = System.getLogger(CommitmentCheck.class.getName());
    private static final int AT_ONCE = 1000;
    private static final int BUFFER = 1 << 16;

    private final WholeArchive archive;
    private final boolean readsBytes;

    CommitmentCheck(WholeArchive archive, boolean readsBytes) {
        this.archive = archive;
        this.readsBytes = readsBytes;
    }

    CommitmentResult check(CommitmentRequest request) {
        var committed = new ArrayList<SOPReference>();
        var failed = new ArrayList<Failure>();
        var all = request.instances();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            var indexed = indexed(some);
            for (var reference : some) {
                var failure = failure(reference, indexed);
                if (failure.isEmpty()) {
                    committed.add(reference);
                } else {
                    failed.add(new Failure(reference, failure.getAsInt()));
                }
            }
        }
        return new CommitmentResult(request.transactionUID(), committed, failed);
    }

    private Map<UID, ServedInstance> indexed(List<SOPReference> references) {
        var uids =
                references.stream().map(SOPReference::sopInstanceUID).collect(Collectors.toSet());
        var indexed = new HashMap<UID, ServedInstance>();
        for (var instance : archive.instances(Set.of(), Set.of(), uids)) {
            indexed.put(instance.stored().sopInstanceUID(), instance);
        }
        return indexed;
    }

    private OptionalInt failure(SOPReference reference, Map<UID, ServedInstance> indexed) {
        var instance = indexed.get(reference.sopInstanceUID());
        if (instance == null) {
            return OptionalInt.of(CommitmentResult.NO_SUCH_OBJECT_INSTANCE);
        }
        if (!instance.stored().sopClassUID().equals(reference.sopClassUID())) {
            return OptionalInt.of(CommitmentResult.CLASS_INSTANCE_CONFLICT);
        }
        return isThere(instance)
                ? OptionalInt.empty()
                : OptionalInt.of(CommitmentResult.NO_SUCH_OBJECT_INSTANCE);
    }

    private boolean isThere(ServedInstance instance) {
        var stored = instance.stored();
        try {
            return archive.fileLength(instance) >= instance.dataOffset() + stored.length()
                    && (!readsBytes || digest(instance).equals(stored.sha256()));
        } catch (IOException e) {
            LOG.log(
                    Level.ERROR,
                    "{0} is indexed, and its object cannot be read: {1}",
                    stored.sopInstanceUID().value(),
                    e);
            return false;
        }
    }

    private String digest(ServedInstance instance) throws IOException {
        try (var in = archive.bytes(instance).openDataSet()) {
            return digest(in);
        }
    }

    private static String digest(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
