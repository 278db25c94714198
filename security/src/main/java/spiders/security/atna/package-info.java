// SPDX-License-Identifier: Apache-2.0
/** The audit as others read it: messages of DICOM (PS3.15 section A.5), by syslog over TLS. */
@NullMarked
package spiders.security.atna;

import org.jspecify.annotations.NullMarked;
