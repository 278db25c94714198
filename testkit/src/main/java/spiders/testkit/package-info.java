// SPDX-License-Identifier: Apache-2.0
/** In-process PACS, fault injection, contracts for tests and demonstrations. */
@NullMarked
package spiders.testkit;

import org.jspecify.annotations.NullMarked;
