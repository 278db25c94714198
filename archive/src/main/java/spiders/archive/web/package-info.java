// SPDX-License-Identifier: Apache-2.0
/** DICOMweb (PS3.18): QIDO-RS and WADO-RS. */
@NullMarked
package spiders.archive.web;

import org.jspecify.annotations.NullMarked;
