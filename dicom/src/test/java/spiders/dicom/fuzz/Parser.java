// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.net.PDUTarget;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The parsers under attack: each reads any bytes, or refuses them by its own exception.
 *
 * <p>Each has a class with the entry that Jazzer looks for, {@code fuzzerTestOneInput}, which lets
 * nothing but a finding out; {@code Soak} runs Jazzer on it, {@code SeededFuzzTest} our mutator.
 */
enum Parser {
    DATA_SET(DataSetTarget.class, DataSetTarget::fuzzerTestOneInput, Seeds::dataSets),
    JSON(JsonTarget.class, JsonTarget::fuzzerTestOneInput, Seeds::json),
    XML(XmlTarget.class, XmlTarget::fuzzerTestOneInput, Seeds::xml),
    MULTIPART(MultipartTarget.class, MultipartTarget::fuzzerTestOneInput, Seeds::multipart),
    PDU(PDUTarget.class, PDUTarget::fuzzerTestOneInput, Seeds::pdus),
    DICOMDIR(MediaTarget.class, MediaTarget::fuzzerTestOneInput, Seeds::directories);

    private final Class<?> target;
    private final Consumer<byte[]> entry;
    private final Supplier<List<byte[]>> seeds;

    Parser(Class<?> target, Consumer<byte[]> entry, Supplier<List<byte[]>> seeds) {
        this.target = target;
        this.entry = entry;
        this.seeds = seeds;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    String targetClass() {
        return target.getName();
    }

    /** Whatever is thrown is a finding. */
    void run(byte[] input) {
        entry.accept(input);
    }

    List<byte[]> seeds() {
        return seeds.get();
    }
}
