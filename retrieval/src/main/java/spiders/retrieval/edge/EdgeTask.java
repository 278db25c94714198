// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import java.util.UUID;

/** An order under the name by which its answer, and its objects, are sent. */
public record EdgeTask(UUID id, EdgeOrder order) {}
