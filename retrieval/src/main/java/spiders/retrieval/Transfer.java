// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;
import spiders.security.PatientKey;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One study on its way from one source into the archive.
 *
 * @param source the id of the source it is fetched from
 * @param message what to know of the state; {@link Message#NONE} where the state says it all
 * @param detail for the IT department: what was said on the wire; "" where there is nothing to add
 * @param missing what the source lists and the archive does not hold, once that is known
 */
public record Transfer(
        UUID id,
        PatientKey patient,
        UID studyInstanceUID,
        String source,
        TransferState state,
        Counts counts,
        Timing timing,
        Message message,
        String detail,
        List<MissingSeries> missing) {

    public Transfer {
        missing = List.copyOf(missing);
    }

    /**
     * How far it is.
     *
     * @param expected instances that the source lists; 0 until it was asked
     * @param received of these, how many the archive took or already held
     * @param verified of these, how many were found in the archive when both lists were compared
     * @param refused objects that the archive would not take
     * @param bytes of the instances that are here
     * @param fetched instances that came over the wire for this transfer, all attempts together
     */
    public record Counts(
            int expected, int received, int verified, int refused, long bytes, int fetched) {}

    /**
     * How long it took.
     *
     * @param running time spent fetching and verifying, waits between attempts left out
     * @param attempts started so far
     */
    public record Timing(Duration running, int attempts) {}

    /** The same, of which this is known to be missing. */
    public Transfer missing(List<MissingSeries> known) {
        return new Transfer(
                id,
                patient,
                studyInstanceUID,
                source,
                state,
                counts,
                timing,
                message,
                detail,
                known);
    }

    /** Bytes a second while it ran; 0 until it is known. */
    public double bytesPerSecond() {
        double seconds = timing.running().toMillis() / 1000.0;
        return seconds > 0 ? counts.bytes() / seconds : 0;
    }
}
