// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import spiders.dicom.RealFiles;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class DataSetChangesTest {

    private static final AttributePath REFERENCE = AttributePath.parse("00081140/2/00081155");
    private static final DataSet IMAGE =
            DataSet.builder()
                    .set(Tags.PatientName, "SECRET^NAME")
                    .set(Tags.PatientID, "4711")
                    .sequence(Tags.ReferencedImageSequence, reference("1.2"), reference("1.3"))
                    .build();

    private static DataSet reference(String uid) {
        return DataSet.builder().set(Tags.ReferencedSOPInstanceUID, uid).build();
    }

    private static Element text(Tag tag, String value) {
        return DataSet.builder().set(tag, value).build().element(tag).orElseThrow();
    }

    @Test
    void changes_are_listed_without_values_and_applied_in_their_order() {
        var changes =
                DataSetChanges.of(
                        DataSetChange.remove(Tags.PatientID),
                        DataSetChange.put(ValueElement.empty(Tags.PatientName, VR.PN)),
                        DataSetChange.put(text(Tags.PatientSex, "F")),
                        new DataSetChange.Map(
                                REFERENCE,
                                "map to the project's identifier",
                                _ -> text(Tags.ReferencedSOPInstanceUID, "2.25.9")));

        var changed = changes.applyTo(IMAGE);

        assertThat(changes.toString())
                .isEqualTo(
                        """
                        remove 00100020 PatientID
                        empty 00100010 PatientName
                        set 00100040 PatientSex
                        map 00081140/2/00081155 ReferencedSOPInstanceUID: \
                        map to the project's identifier\
                        """);
        assertThat(changed.has(Tags.PatientID)).isFalse();
        assertThat(changed.string(Tags.PatientName)).isEmpty();
        assertThat(changed.string(Tags.PatientSex)).contains("F");
        assertThat(changed.items(Tags.ReferencedImageSequence))
                .containsExactly(reference("1.2"), reference("2.25.9"));
        assertThat(IMAGE.string(Tags.PatientID)).contains("4711");
    }

    @Test
    void a_change_within_what_is_removed_later_is_made_before() {
        var changes =
                DataSetChanges.of(
                        new DataSetChange.Remove(REFERENCE),
                        DataSetChange.remove(Tags.ReferencedImageSequence));
        var reversed = DataSetChanges.of(changes.list().get(1), changes.list().get(0));

        assertThat(changes.applyTo(IMAGE).has(Tags.ReferencedImageSequence)).isFalse();
        assertThat(reversed.applyTo(IMAGE).has(Tags.ReferencedImageSequence)).isFalse();
    }

    @Test
    void where_nothing_is_nothing_is_removed_or_mapped_and_nothing_can_be_set() {
        var nowhere = AttributePath.parse("00081140/3/00081155");
        var element = text(Tags.ReferencedSOPInstanceUID, "1.2");

        assertThat(
                        DataSetChanges.of(
                                        new DataSetChange.Remove(nowhere),
                                        new DataSetChange.Map(nowhere, "same", e -> e),
                                        DataSetChange.remove(Tags.Modality))
                                .applyTo(IMAGE))
                .isEqualTo(IMAGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DataSetChanges.of(new DataSetChange.Put(nowhere, element)).applyTo(IMAGE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSetChange.Put(AttributePath.of(Tags.Modality), element));
    }

    @Test
    void a_new_character_set_transcodes_what_is_not_changed() {
        var latin =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 100")
                        .set(Tags.PatientName, "Zoé")
                        .build();
        var changed =
                DataSetChanges.of(DataSetChange.put(text(Tags.SpecificCharacterSet, "ISO_IR 192")))
                        .applyTo(latin);

        assertThat(changed.string(Tags.PatientName)).contains("Zoé");
        assertThat(changed.bytes(Tags.PatientName).orElseThrow().length()).isEqualTo(4);
    }

    @Test
    void what_lies_between_two_data_sets_makes_one_of_the_other() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (var name : RealFiles.all()) {
            var before =
                    Part10.read(
                                    new ByteArrayInputStream(RealFiles.bytes(name)),
                                    ReadOptions.defaults())
                            .dataSet();
            var after = changedAtRandom(before, random);
            var between = DataSetChanges.between(before, after);

            assertThat(between.isEmpty()).isFalse();
            assertThat(between.applyTo(before)).as("seed %d", seed).isEqualTo(after);
            assertThat(DataSetChanges.between(after, after).isEmpty()).isTrue();
            assertThat(between.and(DataSetChanges.between(after, before)).applyTo(before))
                    .as("seed %d", seed)
                    .isEqualTo(before);
        }
    }

    private static DataSet changedAtRandom(DataSet dataSet, Random random) {
        var builder = dataSet.toBuilder().set(Tags.PatientComments, "changed");
        for (var element : dataSet) {
            if (element instanceof SequenceElement(var tag, var items)) {
                var changed = new ArrayList<DataSet>();
                for (var item : items) {
                    changed.add(random.nextInt(4) == 0 ? changedAtRandom(item, random) : item);
                }
                builder.sequence(tag, random.nextInt(8) == 0 ? List.of() : changed);
            } else if (random.nextInt(6) == 0) {
                builder.remove(element.tag());
            }
        }
        return builder.build();
    }
}
