// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.HashSet;
import java.util.List;

/**
 * How what a series shows lay in the scanner: what leads from coordinates of the patient to those
 * of the equipment, in which a distortion by gradients stays.
 *
 * <p>The origin of the frame of reference is taken for the isocentre. MR images do not say whether
 * it is; a shift between two series is not seen here.
 *
 * @param position how the patient, or the phantom, lay
 * @param scanner Device Serial Number; empty if none is said
 */
public record ScannerPlacement(PatientPosition position, String scanner) {

    /**
     * Patient Position (PS3.3 section C.7.3.1.1.2), of those who lie along the bore. The patient's
     * axes are those to the left, the back and the head. Of the equipment, x goes to the right and
     * y down for who stands before the gantry, and z into it: the axes of a patient who lies head
     * first and supine.
     */
    public enum PatientPosition {
        HFS(1, 2, 3),
        HFP(-1, -2, 3),
        HFDR(-2, 1, 3),
        HFDL(2, -1, 3),
        FFS(-1, 2, -3),
        FFP(1, -2, -3),
        FFDR(-2, -1, -3),
        FFDL(2, 1, -3);

        private final int left;
        private final int back;
        private final int head;

        /** For each axis of the patient that of the equipment, counted from 1, and its sign. */
        PatientPosition(int left, int back, int head) {
            this.left = left;
            this.back = back;
            this.head = head;
        }

        private int[] axes() {
            return new int[] {left, back, head};
        }

        Point toEquipment(Point patient) {
            int[] axes = axes();
            double[] from = {patient.x(), patient.y(), patient.z()};
            var to = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                to[Math.abs(axes[axis]) - 1] = Integer.signum(axes[axis]) * from[axis];
            }
            return new Point(to[0], to[1], to[2]);
        }

        Point toPatient(Point equipment) {
            int[] axes = axes();
            double[] from = {equipment.x(), equipment.y(), equipment.z()};
            var to = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                to[axis] = Integer.signum(axes[axis]) * from[Math.abs(axes[axis]) - 1];
            }
            return new Point(to[0], to[1], to[2]);
        }
    }

    /**
     * What the images of a series say.
     *
     * @throws UnusablePhantomException if they say no such position, or several
     */
    public static ScannerPlacement of(List<DataSet> images) {
        var text = only(images, Tags.PatientPosition, Reason.PLACEMENT);
        for (var position : PatientPosition.values()) {
            if (position.name().equals(text)) {
                var scanner = only(images, Tags.DeviceSerialNumber, Reason.OTHER_SCANNER);
                return new ScannerPlacement(position, scanner);
            }
        }
        throw new UnusablePhantomException(Reason.PLACEMENT, "Patient Position (0018,5100)");
    }

    private static String only(List<DataSet> images, Tag tag, Reason reason) {
        var values = new HashSet<String>();
        images.forEach(image -> values.add(image.string(tag).orElse("")));
        if (values.size() != 1) {
            throw new UnusablePhantomException(reason, "several of a series");
        }
        return values.iterator().next();
    }

    /**
     * A point or a direction of this patient in the coordinates of another who lay in the same
     * scanner.
     */
    Point in(ScannerPlacement other, Point point) {
        return other.position.toPatient(position.toEquipment(point));
    }

    /**
     * Requires that another lay in the same scanner, as far as both say in which.
     *
     * @throws UnusablePhantomException if not
     */
    void requireSameScanner(ScannerPlacement other) {
        boolean isSaid = !scanner.isEmpty() && !other.scanner.isEmpty();
        if (isSaid && !scanner.equals(other.scanner)) {
            throw new UnusablePhantomException(
                    Reason.OTHER_SCANNER, "Device Serial Number (0018,1000)");
        }
    }
}
