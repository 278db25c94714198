// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import spiders.security.ActingActivity;
import spiders.security.FederatedIdentity;

import java.util.List;

/**
 * Whom a provider has recognised.
 *
 * @param activities among which the person chooses; empty where the provider knows of none
 * @param idToken the signed token, to end the session at the provider with
 */
public record Recognised(
        FederatedIdentity identity, List<ActingActivity> activities, String idToken) {

    public Recognised {
        activities = List.copyOf(activities);
    }

    @Override
    public String toString() {
        return "recognised by " + identity.provider();
    }
}
