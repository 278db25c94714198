// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code spiders analysis}: numbers of images, as tables. */
@NullMarked
package spiders.cli.analysis;

import org.jspecify.annotations.NullMarked;
