// SPDX-License-Identifier: Apache-2.0
/** Signing in with passkeys: WebAuthn, by the classes of Spring Security. */
@NullMarked
package spiders.web.passkey;

import org.jspecify.annotations.NullMarked;
