// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Optional;

/** A key of a directory record, copied from the instance (PS3.3 section F.5). */
record RecordKey(Tag tag, Type type) {

    private static final String NO_DATE = "19000101";
    private static final String NO_TIME = "000000";
    private static final List<Tag> DATES =
            List.of(
                    Tags.StudyDate,
                    Tags.SeriesDate,
                    Tags.ContentDate,
                    Tags.AcquisitionDate,
                    Tags.InstanceCreationDate);

    /** What the standard asks of the key. */
    enum Type {
        /** Type 1: has a value, one made up if the instance has none. */
        REQUIRED,
        /** Type 2: is there, with a value or without. */
        MAY_BE_EMPTY,
        /** Type 1C and 3: is there if the instance has it. */
        IF_THERE
    }

    static List<RecordKey> required(Tag... tags) {
        return keys(Type.REQUIRED, tags);
    }

    static List<RecordKey> mayBeEmpty(Tag... tags) {
        return keys(Type.MAY_BE_EMPTY, tags);
    }

    static List<RecordKey> ifThere(Tag... tags) {
        return keys(Type.IF_THERE, tags);
    }

    private static List<RecordKey> keys(Type type, Tag... tags) {
        return List.of(tags).stream().map(tag -> new RecordKey(tag, type)).toList();
    }

    /**
     * Copies the key into a record.
     *
     * @param number of the record below its parent, which stands for a missing number or label
     */
    void copy(DataSet instance, DataSetBuilder record, int number) {
        var found = instance.element(tag).filter(element -> !element.isEmpty());
        if (found.isPresent()) {
            record.set(found.get());
        } else if (type == Type.MAY_BE_EMPTY) {
            record.empty(tag);
        } else if (type == Type.REQUIRED) {
            var element = madeUp(instance, number);
            element.ifPresentOrElse(record::set, () -> record.empty(tag));
        }
    }

    /** What a record must say and the instance does not: instances are not always complete. */
    private Optional<Element> madeUp(DataSet instance, int number) {
        var vr = Dictionary.vr(tag);
        var text =
                switch (vr) {
                    case DA -> date(instance);
                    case TM -> NO_TIME;
                    case SQ -> "";
                    case CS -> tag.equals(Tags.Modality) ? "OT" : "UNKNOWN";
                    default ->
                            tag.equals(Tags.PatientID)
                                    ? instance.string(Tags.StudyInstanceUID).orElse("UNKNOWN")
                                    : Integer.toString(number);
                };
        return vr == VR.SQ
                ? Optional.empty()
                : DataSet.builder().set(tag, text).build().element(tag);
    }

    private static String date(DataSet instance) {
        return DATES.stream()
                .flatMap(other -> instance.string(other).stream())
                .filter(text -> text.matches("[0-9]{8}"))
                .findFirst()
                .orElse(NO_DATE);
    }
}
