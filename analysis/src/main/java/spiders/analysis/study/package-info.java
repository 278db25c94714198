// SPDX-License-Identifier: Apache-2.0
/** Several products held against one another by what they drew of the same cases. */
@NullMarked
package spiders.analysis.study;

import org.jspecify.annotations.NullMarked;
