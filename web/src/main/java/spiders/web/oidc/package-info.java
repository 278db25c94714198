// SPDX-License-Identifier: Apache-2.0
/** Signing in with an identity provider: OpenID Connect, by the classes of Spring Security. */
@NullMarked
package spiders.web.oidc;

import org.jspecify.annotations.NullMarked;
