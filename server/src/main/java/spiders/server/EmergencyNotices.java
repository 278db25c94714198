// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

import spiders.security.Emergency;
import spiders.security.EmergencyListener;

/**
 * Says in the log, where a monitor sees it, that an emergency access was opened: by whom and why,
 * never to which patient. Who judges it has it on the home page at once.
 */
final class EmergencyNotices implements EmergencyListener {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyNotices.class);

    private final ObjectProvider<Stops> stops;

    EmergencyNotices(ObjectProvider<Stops> stops) {
        this.stops = stops;
    }

    @Override
    public void opened(Emergency emergency) {
        LOG.warn(
                "Emergency access {} opened by {}: {}{}",
                emergency.id(),
                emergency.account(),
                emergency.reason(),
                emergency.despiteObjection() ? ", although the patient objects" : "");
    }

    @Override
    public void ended(Emergency emergency) {
        stops.getObject().ended(emergency);
    }
}
