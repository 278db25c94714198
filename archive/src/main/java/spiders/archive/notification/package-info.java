// SPDX-License-Identifier: Apache-2.0
/** Instance availability notifications: who is told that a study is here, and whether they were. */
@NullMarked
package spiders.archive.notification;

import org.jspecify.annotations.NullMarked;
