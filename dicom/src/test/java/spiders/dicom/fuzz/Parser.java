// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.net.PDUTarget;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The parsers under attack: each reads any bytes, or refuses them by its own exception.
 *
 * <p>Each has a class with the entry that Jazzer looks for, {@code fuzzerTestOneInput}, which lets
 * nothing but a finding out; {@code Soak} runs Jazzer on it, {@code SeededFuzzTest} our mutator.
 */
record Parser(String name, Class<?> target, Consumer<byte[]> entry, Supplier<List<byte[]>> seeds) {

    static List<Parser> all() {
        return List.of(
                new Parser(
                        "data set",
                        DataSetTarget.class,
                        DataSetTarget::fuzzerTestOneInput,
                        Seeds::dataSets),
                new Parser("json", JsonTarget.class, JsonTarget::fuzzerTestOneInput, Seeds::json),
                new Parser("xml", XmlTarget.class, XmlTarget::fuzzerTestOneInput, Seeds::xml),
                new Parser(
                        "multipart",
                        MultipartTarget.class,
                        MultipartTarget::fuzzerTestOneInput,
                        Seeds::multipart),
                new Parser("pdu", PDUTarget.class, PDUTarget::fuzzerTestOneInput, Seeds::pdus),
                new Parser(
                        "dicomdir",
                        MediaTarget.class,
                        MediaTarget::fuzzerTestOneInput,
                        Seeds::directories));
    }

    String folder() {
        return name.replace(' ', '_');
    }

    String targetClass() {
        return target.getName();
    }

    /** Whatever is thrown is a finding. */
    void run(byte[] input) {
        entry.accept(input);
    }

    List<byte[]> inputs() {
        return seeds.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
