// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.UIDs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A caller that writes bytes of its own choice. */
final class RawPeer implements Closeable {

    private final Socket socket;

    RawPeer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        socket.setTcpNoDelay(true);
    }

    static PDU.AssociateRQ request() {
        var syntaxes = List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        return new PDU.AssociateRQ(
                1,
                Loopback.SERVER.value(),
                Loopback.CLIENT.value(),
                PDU.APPLICATION_CONTEXT,
                List.of(
                        new PDU.ContextItem(1, UIDs.Verification, syntaxes),
                        new PDU.ContextItem(3, Loopback.CT, syntaxes),
                        new PDU.ContextItem(5, Loopback.FIND, syntaxes)),
                new PDU.UserInformation(16_384, "1.2.3", "RAW", List.of()));
    }

    /** Associates in contexts 1 (echo), 3 (CT) and 5 (find). */
    void associate() throws IOException {
        associate(request());
    }

    void associate(PDU.AssociateRQ request) throws IOException {
        send(PDUEncoder.encode(request));
        if (!(receive() instanceof PDU.AssociateAC)) {
            throw new IOException("not accepted");
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** One P-DATA-TF with one fragment. */
    static byte[] data(int context, int control, byte[] content) {
        var bytes = new byte[12 + content.length];
        bytes[0] = PDU.P_DATA_TF;
        bytes[4] = (byte) ((content.length + 6) >> 8);
        bytes[5] = (byte) (content.length + 6);
        bytes[8] = (byte) ((content.length + 2) >> 8);
        bytes[9] = (byte) (content.length + 2);
        bytes[10] = (byte) context;
        bytes[11] = (byte) control;
        System.arraycopy(content, 0, bytes, 12, content.length);
        return bytes;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The next PDU but P-DATA-TF. */
    PDU receive() throws IOException {
        var in = socket.getInputStream();
        var header = in.readNBytes(6);
        if (header.length < 6) {
            throw new IOException("closed");
        }
        int length = (header[3] & 0xFF) << 16 | (header[4] & 0xFF) << 8 | (header[5] & 0xFF);
        return PDUDecoder.decode(header[0], in.readNBytes(length));
    }

    /** The status of the next response, which is one fragment without a data set. */
    int receiveStatus() throws IOException {
        var header = in().readNBytes(12);
        if (header.length < 12 || header[0] != PDU.P_DATA_TF) {
            throw new IOException("no response: " + HexFormat.of().formatHex(header));
        }
        int length = (header[4] & 0xFF) << 8 | (header[5] & 0xFF);
        return CommandSet.decode(in().readNBytes(length - 6)).status().code();
    }

    /** Ends the connection as a machine does whose program has died. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Everything up to the close. */
    byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
