// SPDX-License-Identifier: Apache-2.0
/** A small PACS in this JVM that really speaks DIMSE and DICOMweb, and misbehaves when told to. */
@NullMarked
package spiders.testkit.pacs;

import org.jspecify.annotations.NullMarked;
