// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;

class RoundTripTest {

    @Test // Written without a declaration until 2026-11, and so read as something else.
    void an_item_on_its_own_declares_the_character_set_it_was_in() {
        var cyrillic = SpecificCharacterSet.of("ISO_IR 144");
        var whole =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, cyrillic.toString())
                        .sequence(
                                Tags.ReferencedStudySequence,
                                item(cyrillic, "Люк"),
                                item(cyrillic, "plain"))
                        .build();

        for (var one : whole.items(Tags.ReferencedStudySequence)) {
            assertThat(one.has(Tags.SpecificCharacterSet)).isFalse();
            var bytes = DataSetWriter.bytes(one, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            var read = DataSetReader.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

            assertThat(read.string(Tags.StudyDescription))
                    .isEqualTo(one.string(Tags.StudyDescription));
        }
    }

    private static DataSet item(SpecificCharacterSet parent, String description) {
        return DataSetBuilder.within(parent).set(Tags.StudyDescription, description).build();
    }

    static Stream<TransferSyntax> syntaxes() {
        return TransferSyntax.known().stream().filter(syntax -> !syntax.isEncapsulated());
    }

    static Stream<Arguments> filesAndSyntaxes() {
        return RealFiles.all().stream()
                .flatMap(file -> syntaxes().map(syntax -> Arguments.of(file, syntax)));
    }

    @ParameterizedTest
    @MethodSource("filesAndSyntaxes")
    void a_real_file_is_the_same_in_every_syntax(String file, TransferSyntax syntax)
            throws IOException {
        var dataSet = read(file);

        var written = DataSetWriter.bytes(dataSet, syntax);

        assertThat(DataSetReader.read(written, syntax)).isEqualTo(dataSet);
        assertThat(written.length).isEven();
    }

    @ParameterizedTest
    @MethodSource("filesAndSyntaxes")
    void a_written_file_says_what_it_holds(String file, TransferSyntax syntax) throws IOException {
        var dataSet = read(file);
        var out = new ByteArrayOutputStream();

        Part10.write(out, dataSet, syntax);

        var object =
                Part10.read(new ByteArrayInputStream(out.toByteArray()), ReadOptions.defaults());
        assertThat(object.meta()).isEqualTo(FileMeta.of(dataSet, syntax));
        assertThat(object.meta().transferSyntax()).isEqualTo(syntax);
        assertThat(object.dataSet()).isEqualTo(dataSet);
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void an_empty_data_set_is_no_bytes_or_reads_as_one(TransferSyntax syntax) {
        assertThat(DataSetReader.read(DataSetWriter.bytes(DataSet.empty(), syntax), syntax))
                .isEqualTo(DataSet.empty());
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void native_pixels_are_not_written_as_compressed_ones(TransferSyntax syntax)
            throws IOException {
        var image = read(RealFiles.CT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSetWriter.bytes(image, TransferSyntax.JPEG_LS_LOSSLESS));
        assertThat(DataSetWriter.bytes(image.without(Tags.PixelData), syntax)).isNotEmpty();
    }

    private static DataSet read(String file) throws IOException {
        return Part10.read(new ByteArrayInputStream(RealFiles.bytes(file)), ReadOptions.defaults())
                .dataSet();
    }
}
