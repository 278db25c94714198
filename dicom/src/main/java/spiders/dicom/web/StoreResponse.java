// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the instances of a STOW-RS request: the answer's data set (PS3.18 annex I).
 *
 * @param retrieveURL of the study; empty if the service says none
 * @param stored each instance that was stored
 * @param failed each instance that was not
 * @param otherFailures the reasons for parts that could not even be told apart as instances
 */
public record StoreResponse(
        String retrieveURL, List<Stored> stored, List<Failed> failed, List<Integer> otherFailures) {

    /** A reason of Failed SOP Sequence: the service could not do it (PS3.18 table I.2-2). */
    public static final int PROCESSING_FAILURE = 0x0110;

    /** The service does not store the SOP Class. */
    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;

    /** The bytes are no data set, or none of the SOP Class. */
    public static final int CANNOT_UNDERSTAND = 0xC000;

    /** The service does not store the transfer syntax, or what it would be made of. */
    public static final int TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122;

    /** There is no room. */
    public static final int OUT_OF_RESOURCES = 0xA700;

    /** No warning. */
    public static final int NO_WARNING = 0;

    /**
     * An instance that was stored.
     *
     * @param retrieveURL empty if the service says none
     * @param warning {@link #NO_WARNING}, or a reason: 0xB000 that values were coerced
     */
    public record Stored(UID sopClassUID, UID sopInstanceUID, String retrieveURL, int warning) {}

    /** An instance that was not stored, and why. */
    public record Failed(UID sopClassUID, UID sopInstanceUID, int reason) {}

    public StoreResponse {
        stored = List.copyOf(stored);
        failed = List.copyOf(failed);
        otherFailures = List.copyOf(otherFailures);
    }

    /**
     * The status of the answer: 200, 202 if not all went well, 409 if nothing did (table 10.5.3).
     */
    public int status() {
        boolean hasFailures = !failed.isEmpty() || !otherFailures.isEmpty();
        if (stored.isEmpty()) {
            return hasFailures ? 409 : 200;
        }
        boolean isWarned = stored.stream().anyMatch(one -> one.warning() != NO_WARNING);
        return hasFailures || isWarned ? 202 : 200;
    }

    /** Reads the answer's data set; an item without its UIDs counts as another failure. */
    public static StoreResponse of(DataSet dataSet) {
        var stored = new ArrayList<Stored>();
        var failed = new ArrayList<Failed>();
        var others = new ArrayList<Integer>();
        for (var item : dataSet.items(Tags.ReferencedSOPSequence)) {
            var sopClass = item.uid(Tags.ReferencedSOPClassUID);
            var instance = item.uid(Tags.ReferencedSOPInstanceUID);
            if (sopClass.isPresent() && instance.isPresent()) {
                var url = item.string(Tags.RetrieveURL).orElse("");
                int warning = item.integer(Tags.WarningReason).orElse(NO_WARNING);
                stored.add(new Stored(sopClass.get(), instance.get(), url, warning));
            }
        }
        for (var item : dataSet.items(Tags.FailedSOPSequence)) {
            var sopClass = item.uid(Tags.ReferencedSOPClassUID);
            var instance = item.uid(Tags.ReferencedSOPInstanceUID);
            int reason = item.integer(Tags.FailureReason).orElse(PROCESSING_FAILURE);
            if (sopClass.isPresent() && instance.isPresent()) {
                failed.add(new Failed(sopClass.get(), instance.get(), reason));
            } else {
                others.add(reason);
            }
        }
        for (var item : dataSet.items(Tags.OtherFailuresSequence)) {
            others.add(item.integer(Tags.FailureReason).orElse(PROCESSING_FAILURE));
        }
        return new StoreResponse(
                dataSet.string(Tags.RetrieveURL).orElse(""), stored, failed, others);
    }

    /** Returns the answer's data set, to be written as DICOM JSON or XML. */
    public DataSet dataSet() {
        var builder = DataSet.builder();
        url(builder, retrieveURL);
        if (!failed.isEmpty()) {
            builder.sequence(
                    Tags.FailedSOPSequence, failed.stream().map(StoreResponse::item).toList());
        }
        if (!stored.isEmpty()) {
            builder.sequence(
                    Tags.ReferencedSOPSequence, stored.stream().map(StoreResponse::item).toList());
        }
        if (!otherFailures.isEmpty()) {
            builder.sequence(
                    Tags.OtherFailuresSequence,
                    otherFailures.stream()
                            .map(reason -> DataSet.empty().with(Tags.FailureReason, reason))
                            .toList());
        }
        return builder.build();
    }

    private static DataSet item(Failed one) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, one.sopClassUID())
                .set(Tags.ReferencedSOPInstanceUID, one.sopInstanceUID())
                .set(Tags.FailureReason, one.reason())
                .build();
    }

    private static DataSet item(Stored one) {
        var builder =
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, one.sopClassUID())
                        .set(Tags.ReferencedSOPInstanceUID, one.sopInstanceUID());
        url(builder, one.retrieveURL());
        if (one.warning() != NO_WARNING) {
            builder.set(Tags.WarningReason, one.warning());
        }
        return builder.build();
    }

    private static void url(DataSetBuilder builder, String url) {
        if (!url.isEmpty()) {
            builder.set(Tags.RetrieveURL, url);
        }
    }
}
