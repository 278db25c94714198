// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class DemoOptionsTest {

    @Test
    void nothing_said_is_a_demonstration_that_stays() {
        var options = DemoOptions.parse(List.of());

        assertThat(options.once()).isFalse();
        assertThat(options.data()).isEqualTo(Path.of("spiders-data").toAbsolutePath());
        assertThat(options.port()).isZero();
    }

    @Test
    void folder_port_and_a_single_run_are_obeyed() {
        var options = DemoOptions.parse(List.of("--once", "--data", "/somewhere", "--port", "81"));

        assertThat(options).isEqualTo(new DemoOptions(true, Path.of("/somewhere"), 81));
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(List.of("--twice")))
                .withMessageContaining("--twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(List.of("--port", "70000")))
                .withMessageContaining("70000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(List.of("--data")))
                .withMessageContaining("--data");
    }
}
