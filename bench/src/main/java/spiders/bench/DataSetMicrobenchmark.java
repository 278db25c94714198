// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.deid.DeidentificationKey;
import spiders.dicom.deid.DeidentificationProfile;
import spiders.dicom.deid.DeidentificationSettings;
import spiders.dicom.deid.Deidentifier;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** What a CT slice's data set without its pixels costs, from memory to memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DataSetMicrobenchmark {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int PIXELS = 1024;

    private DataSet dataSet = DataSet.builder().build();
    private byte[] encoded = {};
    private byte[] json = {};
    private final Deidentifier deidentifier =
            new Deidentifier(
                    DeidentificationSettings.of(
                            DeidentificationProfile.basic(),
                            DeidentificationKey.parse(DeidentificationKey.generate())));

    /** Takes the data set from a slice as the macro benchmarks use it. */
    @Setup
    public void slice() throws IOException {
        var folder = Files.createTempDirectory("spiders-bench-");
        var file = folder.resolve("part0").resolve("CT00001.dcm");
        new Samples().slices(folder, 1, PIXELS, 1);
        dataSet = Part10.read(file).dataSet().toBuilder().remove(Tags.PixelData).build();
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(folder);
        encoded = DataSetWriter.bytes(dataSet, SYNTAX);
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        json = out.toByteArray();
    }

    /** Bytes to a data set, its values not yet decoded. */
    @Benchmark
    public DataSet parse() {
        return DataSetReader.read(encoded, SYNTAX);
    }

    /** A data set to bytes. */
    @Benchmark
    public byte[] write() {
        return DataSetWriter.bytes(dataSet, SYNTAX);
    }

    /** A data set to DICOM JSON (PS3.18 annex F). */
    @Benchmark
    public byte[] toJson() throws IOException {
        var out = new ByteArrayOutputStream(json.length);
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        return out.toByteArray();
    }

    /** DICOM JSON to a data set. */
    @Benchmark
    public DataSet fromJson() throws IOException {
        return JsonModel.read(new ByteArrayInputStream(json));
    }

    /** What the basic profile would change. */
    @Benchmark
    public Object deidentificationPlan() {
        return deidentifier.plan(dataSet, SYNTAX);
    }
}
