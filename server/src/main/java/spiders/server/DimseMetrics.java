// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import spiders.dicom.net.AssociationListener;
import spiders.dicom.net.Peer;
import spiders.dicom.net.Rejection;
import spiders.dicom.net.ServedOperation;
import spiders.dicom.net.Status;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is asked at the DICOM ports, and how it is answered; never by whom or of what. */
final class DimseMetrics implements AssociationListener {

    /** Those whose counts are there before anybody asks. */
    private static final List<String> SERVICES = List.of("C-STORE", "C-FIND", "C-MOVE", "C-GET");

    private static final Map<Rejection, String> REASONS =
            Map.of(
                    Rejection.CALLING_AE_TITLE_NOT_RECOGNISED, "calling-title",
                    Rejection.CALLED_AE_TITLE_NOT_RECOGNISED, "called-title",
                    Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED, "application-context",
                    Rejection.PROTOCOL_VERSION_NOT_SUPPORTED, "protocol-version",
                    Rejection.TEMPORARY_CONGESTION, "congestion",
                    Rejection.LOCAL_LIMIT_EXCEEDED, "limit");

    private static final String OTHER = "other";

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter accepted;
    private final Counter received;
    private final Counter sent;
    private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();

    DimseMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted =
                Counter.builder("spiders.dimse.associations")
                        .description("Associations accepted at the DICOM ports")
                        .register(registry);
        Gauge.builder("spiders.dimse.associations.open", open, AtomicInteger::get)
                .description("Associations that stand at the DICOM ports")
                .register(registry);
        REASONS.values().forEach(this::refused);
        refused(OTHER);
        SERVICES.forEach(service -> timer(service, Status.SUCCESS));
        this.received =
                TrafficMetrics.counter(registry, TrafficMetrics.DIMSE, TrafficMetrics.Direction.IN);
        this.sent =
                TrafficMetrics.counter(
                        registry, TrafficMetrics.DIMSE, TrafficMetrics.Direction.OUT);
    }

    @Override
    public void accepted(Peer peer) {
        accepted.increment();
        open.incrementAndGet();
    }

    @Override
    public void rejected(
            InetSocketAddress address,
            String callingAETitle,
            String calledAETitle,
            Rejection rejection) {
        refused(REASONS.getOrDefault(rejection, OTHER)).increment();
    }

    @Override
    public void ended(Peer peer) {
        open.decrementAndGet();
    }

    @Override
    public void served(Peer peer, ServedOperation operation) {
        timer(operation.service(), operation.status()).record(operation.took());
    }

    @Override
    public void transferred(Peer peer, long in, long out) {
        received.increment((double) in);
        sent.increment((double) out);
    }

    private Counter refused(String reason) {
        return Counter.builder("spiders.dimse.associations.refused")
                .description("Associations refused at the DICOM ports")
                .tag("reason", reason)
                .register(registry);
    }

    private Timer timer(String service, Status status) {
        return timers.computeIfAbsent(
                List.of(service.toLowerCase(Locale.ROOT), outcome(status)),
                key -> timer(key.getFirst(), key.getLast()));
    }

    private Timer timer(String service, String outcome) {
        return Timer.builder("spiders.dimse")
                .description("Operations at the DICOM ports, until the last answer")
                .tag("service", service)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static String outcome(Status status) {
        if (status.isSuccess()) {
            return "success";
        }
        if (status.isWarning()) {
            return "warning";
        }
        return status.isCancel() ? "cancel" : "failure";
    }
}
