// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.List;
import java.util.stream.IntStream;

class RetrieveContextsTest {

    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;

    @Test
    void an_image_class_is_proposed_uncompressed_and_in_each_compressed_syntax_alone() {
        var contexts = RetrieveContexts.propose(GET, List.of(UIDs.CTImageStorage));
        assertThat(contexts).hasSize(20);
        assertThat(contexts.getFirst().abstractSyntax()).isEqualTo(GET);
        assertThat(contexts.getFirst().role()).isEqualTo(Role.SCU);
        assertThat(contexts.subList(1, 20)).allMatch(context -> context.role() == Role.SCP);
        assertThat(contexts.subList(2, 20))
                .allMatch(context -> context.transferSyntaxes().size() == 1);
    }

    @Test
    void a_class_without_pixels_takes_one_context() {
        var contexts =
                RetrieveContexts.propose(GET, List.of(UIDs.RTPlanStorage, UIDs.EnhancedSRStorage));
        assertThat(contexts).hasSize(3);
    }

    @Test
    void with_many_classes_none_is_left_out_and_128_is_not_exceeded() {
        for (int count = 1; count <= 127; count++) {
            var classes = IntStream.range(0, count).mapToObj(i -> new UID("1.2.3." + i)).toList();
            var contexts = RetrieveContexts.propose(GET, classes);
            assertThat(contexts).hasSizeLessThanOrEqualTo(128);
            for (var storageClass : classes) {
                var own =
                        contexts.stream()
                                .filter(context -> context.abstractSyntax().equals(storageClass))
                                .toList();
                assertThat(own.getFirst().transferSyntaxes())
                        .containsExactly(
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
                long syntaxes =
                        own.stream()
                                .flatMap(context -> context.transferSyntaxes().stream())
                                .distinct()
                                .count();
                assertThat(syntaxes).isEqualTo(own.size() > 1 ? 20 : 2);
            }
        }
    }

    @Test
    void too_many_classes_or_none_is_refused() {
        var many = IntStream.range(0, 128).mapToObj(i -> new UID("1.2.3." + i)).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> RetrieveContexts.propose(GET, many));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrieveContexts.propose(GET, List.of()));
    }
}
