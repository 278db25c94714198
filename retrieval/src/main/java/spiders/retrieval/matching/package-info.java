// SPDX-License-Identifier: Apache-2.0
/** Whether a patient seen at a source is ours, field by field. */
@NullMarked
package spiders.retrieval.matching;

import org.jspecify.annotations.NullMarked;
