// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

/** The treated region, for abbreviations that mean different organs in different regions. */
public enum Site {
    UNKNOWN,
    HEAD_AND_NECK,
    THORAX,
    ABDOMEN,
    PELVIS
}
