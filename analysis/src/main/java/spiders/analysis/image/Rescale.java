// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/**
 * What stored values mean: slope times the value plus intercept, in a unit (PS3.3 section C.11.1).
 */
record Rescale(double slope, double intercept, String unit) {

    float apply(double stored) {
        return (float) (slope * stored + intercept);
    }
}
