// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Clock;

/** What stands on a person's telephone, for tests: it shows the code of the moment. */
public record AuthenticatorApplication(String secret, Clock clock) {

    /** The six digits that it shows. */
    public String code() {
        return Totp.code(Base32.decode(secret), Totp.step(clock.instant()));
    }

    @Override
    public String toString() {
        return "authenticator application";
    }
}
