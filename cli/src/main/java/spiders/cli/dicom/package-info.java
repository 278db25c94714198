// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code spiders dicom}: each a thin shell around the toolkit. */
@NullMarked
package spiders.cli.dicom;

import org.jspecify.annotations.NullMarked;
