// SPDX-License-Identifier: Apache-2.0
/** The port at which edges call, and nobody else. */
@NullMarked
package spiders.retrieval.edge.web;

import org.jspecify.annotations.NullMarked;
