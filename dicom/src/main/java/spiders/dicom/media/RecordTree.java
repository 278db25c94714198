// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import static spiders.dicom.media.RecordKey.mayBeEmpty;
import static spiders.dicom.media.RecordKey.required;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The records of a DICOMDIR to be: patients, studies, series, and what has files. */
final class RecordTree {

    private static final String FOLDER = "DICOM";
    private static final List<RecordKey> PATIENT =
            keys(mayBeEmpty(Tags.PatientName), required(Tags.PatientID));
    private static final List<RecordKey> STUDY =
            keys(
                    required(Tags.StudyDate, Tags.StudyTime, Tags.StudyInstanceUID, Tags.StudyID),
                    mayBeEmpty(Tags.StudyDescription, Tags.AccessionNumber));
    private static final List<RecordKey> SERIES =
            keys(required(Tags.Modality, Tags.SeriesInstanceUID, Tags.SeriesNumber), List.of());

    private final Node root = new Node(DataSet.empty(), 0);

    private static List<RecordKey> keys(List<RecordKey> some, List<RecordKey> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** A record to be, and those below it by what tells them apart. */
    private static final class Node {

        private final DataSet keys;
        private final int number;
        private final Map<String, Node> children = new LinkedHashMap<>();

        Node(DataSet keys, int number) {
            this.keys = keys;
            this.number = number;
        }

        Node child(String key, String type, List<RecordKey> recordKeys, DataSet instance) {
            var child = children.get(key);
            if (child == null) {
                int next = children.size() + 1;
                child = new Node(keysOf(type, recordKeys, instance, next).build(), next);
                children.put(key, child);
            }
            return child;
        }

        DirectoryRecord record() {
            var below = new ArrayList<DirectoryRecord>();
            for (var child : children.values()) {
                if (child.keys.has(Tags.ReferencedFileID) || child.hasFiles()) {
                    below.add(child.record());
                }
            }
            return new DirectoryRecord(
                    keys.string(Tags.DirectoryRecordType).orElse(""), keys, below);
        }

        /** Below a patient, study or series there may be nothing: a file could not be written. */
        private boolean hasFiles() {
            return children.values().stream()
                    .anyMatch(child -> child.keys.has(Tags.ReferencedFileID) || child.hasFiles());
        }

        String component(String prefix) {
            return "%s%06d".formatted(prefix, number);
        }
    }

    private static DataSetBuilder keysOf(
            String type, List<RecordKey> keys, DataSet instance, int number) {
        // The instance's character set is the record's, as long as its own keys need one.
        var record = DataSetBuilder.within(instance.characterSet());
        instance.element(Tags.SpecificCharacterSet).ifPresent(record::set);
        record.set(Tags.DirectoryRecordType, type);
        for (var key : keys) {
            key.copy(instance, record, number);
        }
        return record;
    }

    /** Where an instance is to have its file; it has a record once the place is taken. */
    record Place(FileID fileID, Runnable taking) {

        void take() {
            taking.run();
        }
    }

    /** The next free place for an instance. */
    Place place(RecordType type, DataSet instance, TransferSyntax syntax) {
        var study = text(instance, Tags.StudyInstanceUID);
        var id = text(instance, Tags.PatientID);
        // Of two patients without an identifier nobody knows whether they are one.
        var patientKey = id.isEmpty() ? "study " + study : "id " + id;
        var patient = root.child(patientKey, "PATIENT", PATIENT, instance);
        var studyNode = patient.child(study, "STUDY", STUDY, instance);
        var series =
                studyNode.child(text(instance, Tags.SeriesInstanceUID), "SERIES", SERIES, instance);
        int number = series.children.size() + 1;
        var file =
                new FileID(
                        List.of(
                                FOLDER,
                                patient.component("PA"),
                                studyNode.component("ST"),
                                series.component("SE"),
                                "IM%06d".formatted(number)));
        var record = keysOf(type.term(), type.keys(), instance, number);
        record.set(Tags.ReferencedFileID, file.values());
        record.set(Tags.ReferencedSOPClassUIDInFile, text(instance, Tags.SOPClassUID));
        record.set(Tags.ReferencedSOPInstanceUIDInFile, text(instance, Tags.SOPInstanceUID));
        record.set(Tags.ReferencedTransferSyntaxUIDInFile, syntax.uid());
        var node = new Node(record.build(), number);
        return new Place(
                file, () -> series.children.put(text(instance, Tags.SOPInstanceUID), node));
    }

    private static String text(DataSet instance, Tag tag) {
        return instance.string(tag).orElse("");
    }

    List<DirectoryRecord> records() {
        return root.record().children();
    }
}
