// SPDX-License-Identifier: Apache-2.0
/** When the images of a case are searched again, what is to be told to whom, and when. */
@NullMarked
package spiders.rcp.preparation;

import org.jspecify.annotations.NullMarked;
