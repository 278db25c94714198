// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be done to one object: shown before it is done, or written by {@link
 * Deidentifier#write}.
 */
public final class DeidentificationPlan {

    private final DataSet dataSet;
    private final TransferSyntax syntax;
    private final PixelDecision pixels;
    private final DeidentificationReport report;

    /**
     * @param syntax the transfer syntax that the object has
     */
    DeidentificationPlan(
            DataSet dataSet,
            TransferSyntax syntax,
            PixelDecision pixels,
            DeidentificationReport report) {
        this.dataSet = dataSet;
        this.syntax = syntax;
        this.pixels = pixels;
        this.report = report;
    }

    public List<Change> changes() {
        return report.changes();
    }

    public DeidentificationReport report() {
        return report;
    }

    /** Whether the object may not be written. */
    public boolean isRefused() {
        return report.isRefused();
    }

    /**
     * The object with all changes but those of pixels that were left in their file: these are made
     * while {@link Deidentifier#write} copies them, as are those of what describes the pixels, if
     * they are encoded anew.
     *
     * @throws IllegalStateException if the object is refused
     */
    public DataSet dataSet() {
        if (isRefused()) {
            throw new IllegalStateException("The object is refused");
        }
        return dataSet;
    }

    /** The transfer syntax that the object is written in: another where pixels force it. */
    public TransferSyntax transferSyntax() {
        return pixels instanceof PixelDecision.Rewritten(var rewriting, _)
                ? rewriting.to()
                : syntax;
    }

    PixelDecision pixels() {
        return pixels;
    }

    /** The same with another form of the object. */
    DeidentificationPlan with(UnaryOperator<DataSet> change) {
        return new DeidentificationPlan(change.apply(dataSet), syntax, pixels, report);
    }

    /** The same once its pixels were encoded anew: nothing is left to be done to them. */
    DeidentificationPlan rewritten(DataSet written) {
        return new DeidentificationPlan(
                written,
                transferSyntax(),
                new PixelDecision.Untouched(List.of()),
                report.with(PixelDescription.changes(dataSet, written)));
    }

    /** The same refused, for what came to light when its pixels were decoded. */
    DeidentificationPlan refused(Refusal refusal) {
        return new DeidentificationPlan(
                DataSet.empty(), syntax, new PixelDecision.Refused(refusal), report.with(refusal));
    }
}
