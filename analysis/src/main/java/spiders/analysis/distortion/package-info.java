// SPDX-License-Identifier: Apache-2.0
/**
 * The geometric distortion of an MR scanner, measured on a phantom of markers on a lattice, and its
 * correction. Lengths are millimetres, positions those of the patient coordinates of the images.
 */
@NullMarked
package spiders.analysis.distortion;

import org.jspecify.annotations.NullMarked;
