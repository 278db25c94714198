// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.radiomics.FeatureValue;
import spiders.analysis.radiomics.RadiomicsComputation;
import spiders.analysis.radiomics.RegionImage;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of features: a row an ROI that says of which voxels and images, then a row a feature.
 */
final class FeatureRows {

    static final List<String> COLUMNS =
            List.of(
                    "roi",
                    "roi_number",
                    "state",
                    "family",
                    "family_code",
                    "feature",
                    "tag",
                    "code",
                    "aggregation",
                    "aggregation_code",
                    "value",
                    "method",
                    "regions_sop_instance_uid",
                    "image_series_instance_uid",
                    "image_instances_sha256",
                    "image_sop_instance_uids");

    /** Between the state of an ROI and the value. */
    private static final int OF_FEATURE = 7;

    private final ImageVolume volume;
    private final String regionsUID;
    private final String digest;
    private final String settings;
    private final String images;

    FeatureRows(
            ImageFolder.Read read,
            String regionsUID,
            Map<String, String> options,
            GapTreatment gaps) {
        this.volume = read.volume();
        this.regionsUID = regionsUID;
        this.digest = digest(volume.source().sopInstanceUIDs());
        this.settings =
                options.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining("; "));
        var unit = volume.unit().isEmpty() ? "no unit named" : volume.unit();
        this.images =
                "%s %s%s; changes %s; gaps %s"
                        .formatted(
                                volume.source().modality(),
                                unit,
                                read.method().isEmpty() ? "" : ", " + read.method(),
                                volume.changes().isEmpty() ? "none" : volume.changes(),
                                gaps);
    }

    /** Names the instances, in the order of their planes, in 64 letters. */
    private static String digest(List<String> uids) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = String.join("\n", uids).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    ImageVolume volume() {
        return volume;
    }

    String frameOfReferenceUID() {
        return volume.source().frameOfReferenceUID();
    }

    /** What all rows are of. */
    Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("version", RadiomicsComputation.VERSION);
        inputs.put("images", images);
        inputs.put("image_grid", volume.grid().toString());
        inputs.put("regions_sop_instance_uid", regionsUID);
        inputs.put("image_series_instance_uid", volume.source().seriesInstanceUID());
        inputs.put("image_instances_sha256", digest);
        inputs.put("image_sop_instance_uids", instances());
        return inputs;
    }

    private String instances() {
        return String.join(" ", volume.source().sopInstanceUIDs());
    }

    void notComputed(ResultTable table, RegionFile.Named region) throws IOException {
        begin(table, region, "not computed").blanks(OF_FEATURE + 1).text(images);
        end(table, instances());
    }

    void computed(
            ResultTable table,
            RegionFile.Named region,
            Solid solid,
            RegionImage cut,
            List<FeatureValue> values)
            throws IOException {
        var method =
                "%s; %s; %s; %s; voxels whose middles are inside%s%s"
                        .formatted(
                                RadiomicsComputation.VERSION,
                                settings,
                                images,
                                solid.model(),
                                cut.isCut() ? "; only the part that the images show" : "",
                                cut.unsampled() > 0
                                        ? "; %d voxels around it without a sample, as the lowest"
                                                .formatted(cut.unsampled())
                                        : "");
        begin(table, region, "mask")
                .blanks(2)
                .text("Voxels of the mask before interpolation")
                .blanks(OF_FEATURE - 3)
                .whole(cut.voxels())
                .text(method);
        end(table, instances());
        for (var value : values) {
            feature(table, region, value, cut.isCut() ? "cut" : "computed", method);
        }
    }

    private void feature(
            ResultTable table,
            RegionFile.Named region,
            FeatureValue value,
            String state,
            String method)
            throws IOException {
        var feature = value.feature();
        begin(table, region, value instanceof FeatureValue.Defined ? state : "undefined")
                .text(feature.family().name())
                .text(feature.family().code())
                .text(feature.title())
                .text(feature.tag())
                .text(feature.code())
                .text(value.aggregation().name())
                .text(value.aggregation().code());
        switch (value) {
            case FeatureValue.Defined defined -> table.exact(defined.value());
            case FeatureValue.Undefined _ -> table.blanks(1);
        }
        table.text(method);
        end(table, "");
    }

    private static ResultTable begin(ResultTable table, RegionFile.Named region, String state) {
        return table.foreign(region.name()).whole(region.number()).text(state);
    }

    private void end(ResultTable table, String instances) throws IOException {
        table.foreign(regionsUID)
                .foreign(volume.source().seriesInstanceUID())
                .text(digest)
                .foreign(instances)
                .end();
    }
}
