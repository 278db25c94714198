// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * By how many days dates may be moved; the key decides for each patient.
 *
 * @param least below zero: into the past
 * @param most not below {@code least}
 */
public record DateRange(int least, int most) {

    private static final int LIMIT = 200 * 366;

    public DateRange {
        if (least > most || least < -LIMIT || most > LIMIT) {
            throw new IllegalArgumentException("No range of days");
        }
    }

    /** One month to ten years into the past: never zero, never into the future. */
    public static DateRange standard() {
        return new DateRange(-3650, -30);
    }
}
