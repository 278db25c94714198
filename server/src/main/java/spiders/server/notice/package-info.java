// SPDX-License-Identifier: Apache-2.0
/** What people are told at once, outside the pages: by mail. */
@NullMarked
package spiders.server.notice;

import org.jspecify.annotations.NullMarked;
