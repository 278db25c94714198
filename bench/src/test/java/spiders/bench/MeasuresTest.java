// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the measurements stand on. */
class MeasuresTest {

    @TempDir Path folder;

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(new Spread(List.of(4.0, 1.0, 2.0, 3.0)).text(1)).isEqualTo("2.5 [1.0–4.0]");
    }

    @Test
    void synthetic_organs_are_as_large_as_their_ellipsoids_and_products_differ_a_little() {
        for (var organ : SyntheticOrgans.pelvis()) {
            double volume = 4.0 / 3 * Math.PI * organ.a() * organ.b() * organ.c();
            var reference = organ.solid(0);
            var other = organ.solid(SyntheticOrgans.PRODUCTS);
            double dice =
                    2 * reference.intersectionVolume(other) / (reference.volume() + other.volume());

            assertThat(reference.volume()).isCloseTo(volume, withinPercentage(2));
            assertThat(dice).isBetween(0.8, 0.99);
        }
    }

    @Test
    void an_unknown_argument_is_refused_by_its_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workload.parse(List.of("--colour", "red")))
                .withMessageContaining("--colour");
    }

    @Test
    void an_argument_without_a_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workload.parse(List.of("--count")))
                .withMessageContaining("--count");
    }

    @Test
    void a_slice_reads_as_dicom_with_all_its_pixels() throws Exception {
        new Samples().slices(folder, 4, 4096, 2);

        var files = List.of("part1/CT00001.dcm", "part0/CT00002.dcm", "part1/CT00003.dcm");
        for (var name : files) {
            var slice = Part10.read(folder.resolve(name)).dataSet();
            assertThat(slice.bytes(Tags.PixelData).orElseThrow().length()).isEqualTo(4096);
            assertThat(slice.integer(Tags.Rows)).hasValue(4);
        }
    }

    @Test
    void a_multi_frame_object_holds_half_a_megabyte_a_frame() throws Exception {
        new Samples().multiFrame(folder, 3);

        assertThat(Files.size(folder.resolve("multiframe.dcm")))
                .isBetween(3L << 19, (3L << 19) + 2048);
    }

    @Test
    void a_process_that_worked_has_used_time_and_memory() throws Exception {
        var tree = new ProcessTree(ProcessHandle.current().pid());

        assertThat(tree.cpuMillis()).isPositive();
        assertThat(tree.peakBytes()).isGreaterThan(10_000_000);
    }
}
