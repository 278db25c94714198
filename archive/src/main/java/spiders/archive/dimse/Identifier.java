// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.store.Search;
import spiders.archive.store.Search.Level;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.InformationModels;
import spiders.dicom.net.OperationRefusedException;
import spiders.dicom.net.Status;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The identifier of a C-FIND, C-MOVE or C-GET: at which level, and with which unique keys (PS3.4
 * sections C.4.1.1.3 and C.4.2.1.4).
 *
 * @param level what is searched, or fetched
 */
record Identifier(Level level, DataSet keys) {

    /** What is about the identifier itself, and matches nothing. */
    private static final Tag[] NO_KEYS = {
        Tags.QueryRetrieveLevel, Tags.SpecificCharacterSet, Tags.RetrieveAETitle
    };

    /**
     * Reads it for an information model.
     *
     * @param isRelational whether the unique keys of the levels above may be missing
     * @throws OperationRefusedException with A900, where the identifier is none of the model
     */
    static Identifier of(UID model, DataSet identifier, boolean isRelational) {
        boolean isPatientRoot = InformationModels.isPatientRoot(model);
        var level = level(identifier.string(Tags.QueryRetrieveLevel).orElse("").strip());
        if (level == Level.PATIENT && !isPatientRoot) {
            throw refusal("no level PATIENT in the study root model");
        }
        if (!isRelational) {
            for (var above : uniqueKeysAbove(level, isPatientRoot)) {
                requireOne(identifier, above);
            }
        }
        return new Identifier(level, identifier.without(NO_KEYS));
    }

    private static Level level(String text) {
        return switch (text) {
            case "PATIENT" -> Level.PATIENT;
            case "STUDY" -> Level.STUDY;
            case "SERIES" -> Level.SERIES;
            case "IMAGE" -> Level.INSTANCE;
            default -> throw refusal("no Query/Retrieve Level of the standard");
        };
    }

    /** Whether each key can be given back, and each that has a value be matched. */
    boolean isSupported() {
        return keys.elements().stream()
                .allMatch(key ->
                        Search.isReturned(key.tag(), level)
                                && (key.isEmpty() || Search.isMatched(key.tag(), level)));
    }

    private static List<Tag> uniqueKeysAbove(Level level, boolean isPatientRoot) {
        var patient = isPatientRoot ? List.of(Tags.PatientID) : List.<Tag>of();
        return switch (level) {
            case PATIENT -> List.of();
            case STUDY -> patient;
            case SERIES -> List.of(Tags.StudyInstanceUID);
            case INSTANCE -> List.of(Tags.StudyInstanceUID, Tags.SeriesInstanceUID);
        };
    }

    private static void requireOne(DataSet identifier, Tag key) {
        var values = identifier.strings(key);
        boolean isOne = values.size() == 1 && !values.getFirst().isBlank() && !hasWildcard(values);
        if (!isOne) {
            throw refusal("%s must be one value".formatted(Dictionary.keyword(key)));
        }
    }

    private static boolean hasWildcard(List<String> values) {
        return values.stream().anyMatch(value -> value.contains("*") || value.contains("?"));
    }

    /** The level as the standard writes it. */
    String levelText() {
        return level == Level.INSTANCE ? "IMAGE" : level.name();
    }

    /** The values of a UID key; none where it is empty or missing. */
    Set<UID> uids(Tag key) {
        try {
            return keys.uids(key).stream().collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw refusal("%s is no UID".formatted(Dictionary.keyword(key)));
        }
    }

    static OperationRefusedException refusal(String why) {
        return new OperationRefusedException(Status.IDENTIFIER_DOES_NOT_MATCH.withComment(why));
    }

    /** Without the keys, which may name a patient. */
    @Override
    public String toString() {
        return "Identifier[level=" + level + "]";
    }
}
