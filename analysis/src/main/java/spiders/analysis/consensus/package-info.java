// SPDX-License-Identifier: Apache-2.0
/** One drawing out of several of one organ: by votes, and by how far each rater is trusted. */
@NullMarked
package spiders.analysis.consensus;

import org.jspecify.annotations.NullMarked;
