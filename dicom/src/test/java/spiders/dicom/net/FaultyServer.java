// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A server that answers one connection as a test wants, byte by byte. */
final class FaultyServer implements Closeable {

    /** What it does with its connection, which stays open after. */
    interface Behaviour {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket door;
    private final AtomicReference<Socket> connection = new AtomicReference<>();

    FaultyServer(Behaviour behaviour) throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(behaviour));
    }

    private void serve(Behaviour behaviour) {
        try {
            var socket = door.accept();
            connection.set(socket);
            behaviour.serve(socket);
        } catch (IOException | InterruptedException e) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "fault", e);
        }
    }

    RemoteNode node() {
        return Loopback.node(door.getLocalPort());
    }

    /** Reads the association request and accepts all of it in its first transfer syntaxes. */
    static void accept(Socket socket) throws IOException {
        var request = (PDU.AssociateRQ) readPDU(socket);
        var results =
                request.contexts().stream()
                        .map(context ->
                                new PDU.ContextResult(
                                        context.id(),
                                        0,
                                        context.transferSyntaxes().getFirst().value()))
                        .toList();
        var user = new PDU.UserInformation(16_384, "1.2.3", "FAULTY", List.of());
        var response = new PDU.AssociateAC("SERVER", "CLIENT", results, user);
        socket.getOutputStream().write(PDUEncoder.encode(response));
    }

    static PDU readPDU(Socket socket) throws IOException {
        var header = socket.getInputStream().readNBytes(6);
        int length = (header[3] & 0xFF) << 16 | (header[4] & 0xFF) << 8 | (header[5] & 0xFF);
        return PDUDecoder.decode(header[0], socket.getInputStream().readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        var socket = connection.get();
        if (socket != null) {
            socket.close();
        }
        door.close();
    }
}
