// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.MeshCheck;
import spiders.analysis.mesh.TriangleMesh;

/**
 * The points outside a body that are within a thickness of it and whose nearest point of the skin
 * is in a region.
 *
 * @param mesh its surface
 * @param check how the triangles of the mesh join
 * @param fit how it fits
 * @param outer how thick it is, place by place
 * @param settings that it was made by
 * @param leftOut how many parts of the region's bolus were left out, as the largest is the bolus
 */
public record Bolus(
        TriangleMesh mesh,
        MeshCheck check,
        BolusFit fit,
        OuterSide outer,
        BolusSettings settings,
        int leftOut) {

    /** What these numbers are made by; another number is another definition. */
    public static final String VERSION = "bolus 1";

    /**
     * Makes a bolus.
     *
     * @param body whose surface between drawn planes goes over from plane to plane
     * @throws UnusableSkinException if there is no skin in the region
     * @throws spiders.analysis.mesh.MeshTooLargeException if it needs more room or triangles than
     *     the limits
     */
    public static Bolus of(Solid body, SkinRegion region, BolusSettings settings) {
        return new BolusMaker(body, region, settings).bolus();
    }

    /** Whether it is one watertight piece without handles or insides out, fit to be printed. */
    public boolean isPrintable() {
        return check.isWatertight()
                && check.isOriented()
                && check.pieces() == 1
                && check.genus().orElse(-1) == 0;
    }
}
