// SPDX-License-Identifier: Apache-2.0
/** The DICOM conformance statement, made of the tables that the program obeys. */
@NullMarked
package spiders.server.conformance;

import org.jspecify.annotations.NullMarked;
