// SPDX-License-Identifier: Apache-2.0
/**
 * Other people's DICOM programs, started as processes for tests: Orthanc and DCMTK of the Debian
 * packages {@code orthanc}, {@code orthanc-dicomweb} and {@code dcmtk}. A test that needs one fails
 * when it is missing.
 */
@NullMarked
package spiders.testkit.peer;

import org.jspecify.annotations.NullMarked;
