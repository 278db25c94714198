// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Disclosures;
import spiders.dicom.net.AssociationListener;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.Rejection;
import spiders.dicom.net.TLSFailedException;
import spiders.security.Action;
import spiders.security.UserName;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records who was refused at the DICOM ports: once an hour each, so that nobody floods the audit by
 * knocking.
 */
public final class RefusedCallers implements AssociationListener {

    private static final Duration ONCE = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 1000;
    private static final int LONGEST_TITLE = 16;

    private record Knock(String host, String calling, String called) {}

    private final Disclosures disclosures;
    private final Clock clock;
    private final Map<Knock, Instant> heard = new LinkedHashMap<>();

    public RefusedCallers(Disclosures disclosures, Clock clock) {
        this.disclosures = disclosures;
        this.clock = clock;
    }

    @Override
    public void rejected(
            InetSocketAddress address,
            String callingAETitle,
            String calledAETitle,
            Rejection rejection) {
        var knock =
                new Knock(
                        address.getAddress().getHostAddress(),
                        printable(callingAETitle),
                        printable(calledAETitle));
        if (isNew(knock)) {
            disclosures.refused(
                    UserName.SYSTEM,
                    Action.DICOM_ASSOCIATION,
                    "%s from %s, calling %s: %s"
                            .formatted(knock.calling(), knock.host(), knock.called(), rejection));
        }
    }

    /** Who did not come to a protected connection is refused too, before it could say its name. */
    @Override
    public void failed(InetSocketAddress address, NetworkException failure) {
        if (failure instanceof TLSFailedException tls) {
            refusedProtection(address.getAddress().getHostAddress(), tls.reason(), "DICOM");
        }
    }

    /** A connection at one of our ports that came to nothing for its protection. */
    public void refusedProtection(String host, TLSFailedException.Reason reason, String port) {
        if (isNew(new Knock(host, reason.name(), port))) {
            disclosures.refused(
                    UserName.SYSTEM,
                    Action.DICOM_ASSOCIATION,
                    "TLS from %s to the %s port: %s".formatted(host, port, reason));
        }
    }

    private static String printable(String title) {
        var text = title.replaceAll("[^ -~]", "?");
        return text.length() <= LONGEST_TITLE ? text : text.substring(0, LONGEST_TITLE);
    }

    private boolean isNew(Knock knock) {
        var now = clock.instant();
        synchronized (heard) {
            var before = heard.get(knock);
            if (before != null && before.plus(ONCE).isAfter(now)) {
                return false;
            }
            heard.remove(knock);
            heard.put(knock, now);
            if (heard.size() > MOST_REMEMBERED) {
                var eldest = heard.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            return true;
        }
    }
}
