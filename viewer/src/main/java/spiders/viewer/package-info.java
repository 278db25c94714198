// SPDX-License-Identifier: Apache-2.0
/** The OHIF viewer, served at {@code /viewer/} over this hub's DICOMweb. */
@NullMarked
package spiders.viewer;

import org.jspecify.annotations.NullMarked;
