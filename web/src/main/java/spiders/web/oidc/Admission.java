// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;

/** What becomes of whom a provider has recognised. */
@FunctionalInterface
public interface Admission {

    /**
     * The person as this application knows them.
     *
     * @throws RefusedAdmissionException if they are not let in
     */
    Authentication admit(HttpServletRequest request, Recognised recognised);
}
