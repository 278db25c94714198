// SPDX-License-Identifier: Apache-2.0
/**
 * Volumes of CT, MR and PET series in the patient, and what was done to make them regular; PET as
 * standardised uptake. Lengths are millimetres.
 */
@NullMarked
package spiders.analysis.image;

import org.jspecify.annotations.NullMarked;
