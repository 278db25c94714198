// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;

/** Whether ports take connections. */
public final class PortCheckup implements Checkup {

    private static final int MILLIS = 1000;

    private final String bind;
    private final Supplier<List<Integer>> ports;

    /** Of the ports that are open at an address at the time; there has to be one. */
    public PortCheckup(String bind, Supplier<List<Integer>> ports) {
        this.bind = bind;
        this.ports = ports;
    }

    @Override
    public List<Finding> look() {
        var open = ports.get();
        if (open.isEmpty()) {
            return List.of(new Finding(Reason.DICOM_CLOSED, "no port is open"));
        }
        return open.stream()
                .filter(port -> !takes(port))
                .map(port -> new Finding(Reason.DICOM_CLOSED, "port " + port))
                .toList();
    }

    private boolean takes(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachable(), port), MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String reachable() {
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> bind;
        };
    }

    @Override
    public Reason otherwise() {
        return Reason.DICOM_CLOSED;
    }
}
