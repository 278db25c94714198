// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.dose.DVH;
import spiders.analysis.dose.DVHSettings;
import spiders.analysis.dose.DoseGrid;
import spiders.analysis.geometry.Solid;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The histograms of five organs and a body in a dose of a million points, beside plastimatch. */
final class DoseBenchmark {

    private static final int COLUMNS = 152;
    private static final int PLANES = 50;
    private static final double STEP = 2.5;
    private static final double SPACING = 5;
    private static final double FIRST = -190;
    private static final double LOWEST = -110;
    private static final double PER_MM = 0.1;

    private final Workload workload;
    private final Path folder;

    DoseBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var organs = new ArrayList<Solid>();
        SyntheticOrgans.pelvis().forEach(organ -> organs.add(organ.solid(0)));
        organs.add(SyntheticOrgans.body().solid(0));
        var grid = grid();
        var peer = peer(organs);
        var rounds = new AnalysisRounds();
        for (int round = 0; round < workload.rounds(); round++) {
            for (int threads : List.of(1, 2)) {
                rounds.time(
                        "SPIDERS, 5 organs and a body, %d threads".formatted(threads),
                        threads,
                        histograms(organs, grid));
                rounds.time(
                        "SPIDERS, 5 organs, %d threads".formatted(threads),
                        threads,
                        histograms(organs.subList(0, organs.size() - 1), grid));
            }
            if (!peer.isEmpty()) {
                var ran = new Plastimatch(folder, points()).run(peer);
                rounds.keep(
                        "plastimatch dvh, 5 organs and a body",
                        ran.seconds(),
                        ran.cpu(),
                        ran.megabytes());
            }
        }
        rounds.table();
    }

    private static Callable<Double> histograms(List<Solid> organs, DoseGrid grid) {
        return () -> {
            double sum = 0;
            for (var organ : organs) {
                var dvh = DVH.of(organ, grid, DVHSettings.defaults());
                sum += dvh.mean().orElseThrow() + dvh.doseToPercent(95).orElseThrow();
            }
            return sum;
        };
    }

    private static DoseGrid grid() {
        var pixels =
                ByteBuffer.allocate(COLUMNS * COLUMNS * PLANES * 2).order(ByteOrder.LITTLE_ENDIAN);
        var offsets = new double[PLANES];
        for (int k = 0; k < PLANES; k++) {
            offsets[k] = SPACING * k;
            for (int at = 0; at < COLUMNS * COLUMNS; at++) {
                pixels.putShort((short) Math.round(at % COLUMNS * STEP * PER_MM * 1000));
            }
        }
        return DoseGrid.read(
                DataSet.builder()
                        .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.2")
                        .set(Tags.DoseUnits, "GY")
                        .set(Tags.DoseType, "PHYSICAL")
                        .set(Tags.DoseGridScaling, 0.001)
                        .set(Tags.Columns, COLUMNS)
                        .set(Tags.Rows, COLUMNS)
                        .set(Tags.NumberOfFrames, PLANES)
                        .set(Tags.ImagePositionPatient, FIRST, FIRST, LOWEST)
                        .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .set(Tags.PixelSpacing, STEP, STEP)
                        .set(Tags.GridFrameOffsetVector, offsets)
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.PixelRepresentation, 0)
                        .set(Tags.PixelData, VR.OW, pixels.array())
                        .build());
    }

    private static Plastimatch.Grid points() {
        return new Plastimatch.Grid(FIRST, FIRST, LOWEST, STEP, SPACING, COLUMNS, PLANES);
    }

    /** On the points of the dose; none where it is not there. */
    private List<String> peer(List<Solid> organs) throws IOException {
        if (!Plastimatch.isInstalled()) {
            Markdown.say("plastimatch is not installed: only our own figures");
            return List.of();
        }
        var files = new Plastimatch(folder, points());
        var names = new StringBuilder();
        for (int i = 0; i < organs.size(); i++) {
            names.append("%d|255\\0\\0|organ%d%n".formatted(i, i));
        }
        var list = Files.writeString(folder.resolve("organs.txt"), names);
        return List.of(
                "dvh",
                "--input-ss-img",
                files.mask("organs", organs).toString(),
                "--input-ss-list",
                list.toString(),
                "--input-dose",
                files.dose("dose", 0, PER_MM).toString(),
                "--output-csv",
                folder.resolve("dvh.csv").toString());
    }
}
