// SPDX-License-Identifier: Apache-2.0
/** HL7 version 2 over a connection: frames (MLLP), who may send, and acknowledgements. */
@NullMarked
package spiders.rcp.mllp;

import org.jspecify.annotations.NullMarked;
