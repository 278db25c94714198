// SPDX-License-Identifier: Apache-2.0
/** The DICOM toolkit: data sets, files, network, web; the JDK alone. */
@NullMarked
package spiders.dicom;

import org.jspecify.annotations.NullMarked;
