// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class JsonArrayReaderTest {

    private static final JsonLimits EACH = new JsonLimits(20_000, 2, 5);
    private static final String ONE = "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"%s\"]}}";

    private static List<DataSet> read(String json, long bytes) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        var reader = new JsonArrayReader(new ByteArrayInputStream(text), bytes, EACH);
        var found = new ArrayList<DataSet>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            found.add(next.get());
        }
        assertThat(reader.next()).isEmpty();
        return found;
    }

    @Test
    void data_sets_come_one_by_one() throws IOException {
        assertThat(read(" [ ] ", 10)).isEmpty();
        var two = "[%s,\n%s ]\n".formatted(ONE.formatted("A"), ONE.formatted("B"));
        assertThat(read(two, two.length()))
                .extracting(one -> one.string(Tags.PatientID).orElseThrow())
                .containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "1", "[", "[{}", "[{},]", "[{}] {}", "[[]]", "[null]"})
    void what_is_no_array_of_data_sets_is_malformed(String json) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(json, 100))
                .matches(e -> !e.isBeyondLimit());
    }

    @Test
    void limits_are_of_each_data_set_and_of_the_whole() throws IOException {
        var long_ = ONE.formatted("x".repeat(15_000));
        var many = "[" + String.join(",", List.of(long_, long_, long_, long_)) + "]";

        assertThat(read(many, many.length())).hasSize(4);
        beyond(many, many.length() - 1);
        beyond("[" + ONE.formatted("x".repeat(30_000)) + "]", 1 << 20);
        beyond("[" + ONE.formatted("x\",\"y\",\"z\",\"a\",\"b") + "]", 1 << 20);
    }

    private static void beyond(String json, long bytes) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(json, bytes))
                .matches(MalformedJsonException::isBeyondLimit);
    }

    @Test
    void cut_anywhere_an_array_is_malformed() {
        var whole = "[%s, %s]".formatted(ONE.formatted("A"), ONE.formatted("B"));
        for (int length = 0; length < whole.length(); length++) {
            var cut = whole.substring(0, length);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .as(cut)
                    .isThrownBy(() -> read(cut, 1000));
        }
    }
}
