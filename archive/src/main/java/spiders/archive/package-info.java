// SPDX-License-Identifier: Apache-2.0
/** Storage, index, DIMSE and DICOMweb services. */
@NullMarked
package spiders.archive;

import org.jspecify.annotations.NullMarked;
