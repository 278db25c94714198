// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

/**
 * A coded concept (PS3.3 table 8.8-1).
 *
 * @param scheme such as SCT
 */
public record Code(String value, String scheme, String meaning) {

    /** The category of organs and other parts of the body (PS3.16 CID 7150). */
    public static final Code ANATOMICAL_STRUCTURE =
            new Code("123037004", "SCT", "Anatomical Structure");
}
