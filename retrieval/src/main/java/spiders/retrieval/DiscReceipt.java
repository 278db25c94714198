// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.PatientIdentifier;
import spiders.archive.Reception;
import spiders.archive.Refusal;
import spiders.archive.SeenIdentity;
import spiders.archive.StoredInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Takes objects of one study of a disc, one after the other, by one thread. Each is judged by what
 * itself says, whatever was said of it before; the transfer follows when this is closed.
 */
public final class DiscReceipt implements AutoCloseable {

    private static final int MAX_INSTITUTION = 64;

    /** What came of the objects of one receipt. */
    record Taken(
            List<StoredInstance> held,
            Map<UID, String> refused,
            int ofOthers,
            String institution) {}

    private final Archive archive;
    private final Origin origin;
    private final UID study;
    private final BiPredicate<SeenIdentity, String> isPatient;
    private final Consumer<Taken> noted;
    private final List<StoredInstance> held = new ArrayList<>();
    private final Map<UID, String> refused = new HashMap<>();
    private int ofOthers;
    private String institution = "";

    DiscReceipt(
            Archive archive,
            Origin origin,
            UID study,
            BiPredicate<SeenIdentity, String> isPatient,
            Consumer<Taken> noted) {
        this.archive = archive;
        this.origin = origin;
        this.study = study;
        this.isPatient = isPatient;
        this.noted = noted;
    }

    /**
     * Takes a file; what is answered as stored is durable.
     *
     * @throws IOException when the stream fails: nothing is kept of this file
     */
    public Ingested take(InputStream part10) throws IOException, InterruptedException {
        var check = new Check();
        var outcome = archive.ingestPart10(origin, part10, check);
        switch (outcome) {
            case Ingested.Stored(var instance) -> held.add(instance);
            case Ingested.AlreadyThere(var instance) -> held.add(instance);
            case Ingested.KeptApart _ -> check.refuse(Refusal.DIFFERS);
            case Ingested.Refused(var reason, _) -> check.refuse(reason);
        }
        return outcome;
    }

    /** Writes down what was taken. */
    @Override
    public void close() {
        noted.accept(new Taken(List.copyOf(held), Map.copyOf(refused), ofOthers, institution));
    }

    /** Looks at one object before it is kept. */
    private final class Check implements Reception {

        private List<UID> announced = List.of();

        @Override
        public void announced(UID sopClass, UID sopInstance) {
            announced = List.of(sopInstance);
        }

        @Override
        public boolean takes(UID of) {
            return of.equals(study);
        }

        @Override
        public boolean takesPatient(DataSet object) {
            var seen =
                    new SeenIdentity(
                            new PatientIdentifier(
                                    origin.assigningAuthority(), text(object, Tags.PatientID)),
                            text(object, Tags.PatientName),
                            text(object, Tags.PatientBirthDate),
                            text(object, Tags.PatientSex));
            if (!isPatient.test(seen, text(object, Tags.IssuerOfPatientID).strip())) {
                return false;
            }
            if (institution.isEmpty()) {
                institution = printable(text(object, Tags.InstitutionName));
            }
            return true;
        }

        private void refuse(Refusal reason) {
            if (reason == Refusal.OTHER_PATIENT) {
                ofOthers++;
            }
            switch (reason) {
                // These may be sent again.
                case OUT_OF_SPACE, OVER_QUOTA, UNAVAILABLE -> {}
                case DIFFERS, REJECTED, MALFORMED, TRUNCATED, MISMATCHED, OTHER_PATIENT ->
                        announced.forEach(sop -> refused.put(sop, reason.name()));
            }
        }

        private static String text(DataSet object, Tag tag) {
            return object.string(tag).orElse("").replace("\0", "");
        }

        private static String printable(String text) {
            var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
            return plain.length() <= MAX_INSTITUTION ? plain : plain.substring(0, MAX_INSTITUTION);
        }
    }
}
