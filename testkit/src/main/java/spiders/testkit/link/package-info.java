// SPDX-License-Identifier: Apache-2.0
/**
 * A bad link: two network namespaces of Linux, and between them a link of a rate, a delay and a
 * loss that can be cut. TCP itself meets them, and not a proxy for it. Root alone can make one.
 */
@NullMarked
package spiders.testkit.link;

import org.jspecify.annotations.NullMarked;
