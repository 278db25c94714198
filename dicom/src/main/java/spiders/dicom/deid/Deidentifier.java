// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * De-identifies objects (PS3.15 annex E): plans what is to be done, and does it.
 *
 * <p>Safe for use by several threads, and made once for many objects. Nothing is remembered from
 * one object to the next: what ties them is the key.
 */
public final class Deidentifier {

    /** What may be held in memory of a deflated object, whose pixels cannot be left in the file. */
    private static final long DEFLATED_LIMIT = 256L << 20;

    private static final int PIXEL_THRESHOLD = 16 * 1024;

    private final DeidentificationSettings settings;
    private final ProfileRules rules;

    public Deidentifier(DeidentificationSettings settings) {
        this.settings = settings;
        this.rules = new ProfileRules(settings.profile());
    }

    /** Plans what to do to an object in memory, which is not changed. */
    public DeidentificationPlan plan(DataSet object, TransferSyntax syntax) {
        try {
            return plan(object, syntax, BulkDataSource.none());
        } catch (IOException e) {
            throw new UncheckedIOException("A value was left in a file", e);
        }
    }

    /**
     * Plans what to do to an object of a file.
     *
     * @param source where values are that were left in the file
     */
    public DeidentificationPlan plan(DataSet object, TransferSyntax syntax, BulkDataSource source)
            throws IOException {
        var context = ObjectContext.of(object, settings, rules);
        return new ObjectCleaner(object, context, syntax, source).plan();
    }

    /**
     * De-identifies a file into another, over whatever stands there; a refused object leaves
     * nothing.
     *
     * <p>Pixels are copied from file to file, a piece at a time; those that are to be blanked and
     * are compressed, a frame at a time. The new file takes its name only when it is whole.
     * Preamble and group 0002 are made anew (PS3.15 section E.1.1, step 7).
     *
     * @throws MalformedDataSetException if the file is no DICOM file
     */
    public DeidentificationReport file(Path in, Path out) throws IOException {
        return file(in, (Place) _ -> out);
    }

    /** The same into a folder: {@code study/instance.dcm}, both named by their new UIDs. */
    DeidentificationReport fileInto(Path in, Path folder) throws IOException {
        return file(in, (Place) plan -> place(plan, folder));
    }

    private static Path place(DeidentificationPlan plan, Path folder) throws IOException {
        // UIDs are digits and dots, with a digit at each end: no path leads out of the folder.
        var study = plan.dataSet().uid(Tags.StudyInstanceUID).map(UID::value).orElse("no-study");
        var below = folder.resolve(study);
        if (!Files.isDirectory(below)) {
            Files.createDirectories(below);
        }
        return below.resolve(plan.report().sopInstanceUID() + ".dcm");
    }

    /** Where a planned object is to be written. */
    private interface Place {

        Path of(DeidentificationPlan plan) throws IOException;
    }

    private DeidentificationReport file(Path in, Place place) throws IOException {
        try (var file = new FileInputStream(in.toFile())) {
            var source = new OpenFile(file.getChannel());
            var object = read(source);
            var plan = plan(object.dataSet(), object.meta().transferSyntax(), source);
            return plan.isRefused()
                    ? plan.report()
                    : new FileCopy(plan, source).write(place.of(plan));
        }
    }

    private static Part10Object read(OpenFile source) throws IOException {
        var options = ReadOptions.withoutBulkData().withBulkThreshold(PIXEL_THRESHOLD);
        var object = Part10.read(source.stream(), options);
        return object.meta().transferSyntax().isDeflated()
                ? Part10.read(
                        source.stream(), ReadOptions.defaults().withMemoryLimit(DEFLATED_LIMIT))
                : object;
    }

    /**
     * Writes a planned object as a file, in the transfer syntax of the plan; the stream stays open.
     *
     * @param source where values are that were left in the object's file
     * @return what was done in the end: what describes pixels is known once they are decoded. What
     *     was written of an object that is refused only now is to be thrown away.
     * @throws IllegalStateException if the object is refused
     */
    public static DeidentificationReport write(
            DeidentificationPlan plan, BulkDataSource source, OutputStream out) throws IOException {
        var dataSet = plan.dataSet();
        if (!(plan.pixels() instanceof PixelDecision.Rewritten(var rewriting, _))) {
            var syntax = plan.transferSyntax();
            Part10.write(out, dataSet, syntax, BlankedSource.of(plan.pixels(), dataSet, source));
            return plan.report();
        }
        try {
            return plan.rewritten(rewriting.write(dataSet, source, out)).report();
        } catch (MalformedFrameException
                | UnsupportedFrameException
                | InvalidImageException
                | MalformedDataSetException e) {
            return plan.refused(rewriting.refusal()).report();
        }
    }
}
