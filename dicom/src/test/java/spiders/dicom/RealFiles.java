// SPDX-License-Identifier: Apache-2.0
package spiders.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Public, de-identified files of real systems; their licences stand beside them. */
public final class RealFiles {

    public static final String CT = "breast_ct.dcm";
    public static final String RT_DOSE = "breast_rd_plan.dcm.gz";
    public static final String RT_PLAN = "breast_rp_plan.dcm.gz";
    public static final String RT_STRUCTURE_SET = "head_neck_rs_vendor_gamma.dcm.gz";

    private RealFiles() {}

    public static List<String> all() {
        return List.of(CT, RT_DOSE, RT_PLAN, RT_STRUCTURE_SET);
    }

    public static byte[] bytes(String name) {
        try (var in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        var in = Objects.requireNonNull(RealFiles.class.getResourceAsStream("real/" + name), name);
        return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
