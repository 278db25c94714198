// SPDX-License-Identifier: Apache-2.0
/** The configuration file: read, checked for what is unsafe, and handed on as records. */
@NullMarked
package spiders.server.configuration;

import org.jspecify.annotations.NullMarked;
