// SPDX-License-Identifier: Apache-2.0
/** Boluses that fit a patient's skin, as meshes to be printed. Lengths are millimetres. */
@NullMarked
package spiders.analysis.bolus;

import org.jspecify.annotations.NullMarked;
