// SPDX-License-Identifier: Apache-2.0
/** The shell of the web application: frame, session, errors, forms, assets. */
@NullMarked
package spiders.web;

import org.jspecify.annotations.NullMarked;
