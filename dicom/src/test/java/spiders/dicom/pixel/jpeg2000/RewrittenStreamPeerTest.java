// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What OpenJPEG reads but does not write, made of what it writes: packed packet headers (PPM, PPT),
 * and progressions that change (POC). Its SOP and EPH markers part one packet from the next.
 */
@Tag("peer")
class RewrittenStreamPeerTest {

    private static final int LAYERS = 3;
    private static final int RESOLUTIONS = 4;
    private static final int COMPONENTS = 3;
    private static final int SOP_LENGTH = 6;
    private static final List<JPEG2000Plane> PLANES =
            Planes.of(Planes.Kind.BODY, 131, 97, 8, false, COMPONENTS);

    @TempDir Path folder;

    /** The header and the body of a packet, its EPH at the header's end. */
    private static final class Packet {

        private final int number;
        private final byte[] header;
        private final byte[] body;

        Packet(int number, byte[] whole) {
            this.number = number;
            int end = SOP_LENGTH;
            while (!isMarker(whole, end, Marker.EPH)) {
                end++;
            }
            header = Arrays.copyOfRange(whole, SOP_LENGTH, end + 2);
            body = Arrays.copyOfRange(whole, end + 2, whole.length);
        }

        // In LRCP, one precinct a resolution.
        int layer() {
            return number / (RESOLUTIONS * COMPONENTS);
        }

        int resolution() {
            return number / COMPONENTS % RESOLUTIONS;
        }

        int component() {
            return number % COMPONENTS;
        }
    }

    private static boolean isMarker(byte[] bytes, int at, int marker) {
        return at + 1 < bytes.length
                && (bytes[at] & 0xFF) == marker >> 8
                && (bytes[at + 1] & 0xFF) == (marker & 0xFF);
    }

    private byte[] original() throws IOException {
        var raw = folder.resolve("image.raw");
        var stream = folder.resolve("image.j2k");
        Planes.writeRaw(raw, PLANES);
        Peer.run(
                "opj_compress",
                "-i",
                Peer.path(raw),
                "-F",
                Planes.format(PLANES),
                "-SOP",
                "-EPH",
                "-n",
                "4",
                "-r",
                "20,5,1",
                "-o",
                Peer.path(stream));
        return Files.readAllBytes(stream);
    }

    private static int find(byte[] stream, int marker, int from) {
        int at = from;
        while (!isMarker(stream, at, marker)) {
            at++;
        }
        return at;
    }

    private static List<Packet> packets(byte[] stream) {
        int at = find(stream, Marker.SOP, find(stream, Marker.SOD, 0));
        var packets = new ArrayList<Packet>();
        while (isMarker(stream, at, Marker.SOP)) {
            int end = at + 2;
            while (!isMarker(stream, end, Marker.SOP) && end < stream.length - 2) {
                end++;
            }
            packets.add(new Packet(packets.size(), Arrays.copyOfRange(stream, at, end)));
            at = end;
        }
        assertThat(packets).hasSize(LAYERS * RESOLUTIONS * COMPONENTS);
        return packets;
    }

    /** A stream of that main header and tile-part, with markers of one's own in each. */
    private static byte[] stream(
            byte[] original, byte[] inMainHeader, byte[] inTilePart, byte[] packets) {
        var out = new ByteArrayOutputStream();
        int sot = find(original, Marker.SOT, 0);
        out.write(original, 0, sot);
        out.writeBytes(inMainHeader);
        int length = 12 + inTilePart.length + 2 + packets.length;
        out.write(original, sot, 6);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.write(original, sot + 10, 2);
        out.writeBytes(inTilePart);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0x93});
        out.writeBytes(packets);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return out.toByteArray();
    }

    private static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putShort((short) marker)
                .putShort((short) (2 + content.length))
                .put(content)
                .array();
    }

    private static byte[] joined(List<Packet> packets, boolean hasHeaders, boolean hasBodies) {
        var out = new ByteArrayOutputStream();
        for (var packet : packets) {
            if (hasHeaders) {
                out.writeBytes(packet.header);
            }
            if (hasBodies) {
                out.writeBytes(packet.body);
            }
        }
        return out.toByteArray();
    }

    private static byte[] prefixed(int index, byte[] content) {
        return ByteBuffer.allocate(1 + content.length).put((byte) index).put(content).array();
    }

    /** Cut in two segments at a place, the second of them first in the stream. */
    private static byte[] inTwo(int marker, byte[] content, int cut) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                segment(marker, prefixed(1, Arrays.copyOfRange(content, cut, content.length))));
        out.writeBytes(segment(marker, prefixed(0, Arrays.copyOf(content, cut))));
        return out.toByteArray();
    }

    @Test
    void packet_headers_packed_in_the_tile_part_header_are_read() throws IOException {
        var original = original();
        var packets = packets(original);
        var headers = joined(packets, true, false);
        int cut = headers.length / 2;
        var stream =
                stream(
                        original,
                        new byte[0],
                        inTwo(Marker.PPT, headers, cut),
                        joined(packets, false, true));
        requireDecoded(stream);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 50})
    void packet_headers_packed_in_the_main_header_are_read(int cut) throws IOException {
        var original = original();
        var packets = packets(original);
        var headers = joined(packets, true, false);
        var content = ByteBuffer.allocate(4 + headers.length);
        content.putInt(headers.length).put(headers);
        var stream =
                stream(
                        original,
                        inTwo(Marker.PPM, content.array(), cut),
                        new byte[0],
                        joined(packets, false, true));
        // OpenJPEG wants the length of a part's headers in one piece.
        if (cut < Integer.BYTES) {
            requireOurs(stream);
        } else {
            requireDecoded(stream);
        }
    }

    /** The two lower resolutions of the first layer, then all by component, then what is left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void progressions_that_change_are_followed(boolean isInTilePart) throws IOException {
        var original = original();
        var packets = new ArrayList<>(packets(original));
        Comparator<Packet> order =
                Comparator.<Packet>comparingInt(packet ->
                                packet.layer() == 0 && packet.resolution() < 2
                                        ? 0
                                        : packet.layer() < 2 ? 1 : 2)
                        .thenComparing(RewrittenStreamPeerTest::within);
        packets.sort(order);
        var changes =
                new byte[] {
                    // First resolution and component, end of layers, resolutions, components,
                    // order.
                    0, 0, 0, 1, 2, COMPONENTS, 0, // LRCP
                    0, 0, 0, 2, RESOLUTIONS, COMPONENTS, 4, // CPRL
                    0, 0, 0, LAYERS, RESOLUTIONS, COMPONENTS, 1 // RLCP
                };
        var poc = segment(Marker.POC, changes);
        var stream =
                stream(
                        original,
                        isInTilePart ? new byte[0] : poc,
                        isInTilePart ? poc : new byte[0],
                        joined(packets, true, true));
        requireDecoded(stream);
    }

    private static int within(Packet one, Packet other) {
        Comparator<Packet> order =
                one.layer() == 0 && one.resolution() < 2 && other.layer() == 0
                        ? Comparator.comparingInt(packet -> packet.number)
                        : one.layer() < 2
                                ? Comparator.comparingInt(Packet::component)
                                        .thenComparingInt(Packet::resolution)
                                        .thenComparingInt(Packet::layer)
                                : Comparator.comparingInt(Packet::resolution)
                                        .thenComparingInt(Packet::layer)
                                        .thenComparingInt(Packet::component);
        return order.compare(one, other);
    }

    private static void requireOurs(byte[] stream) {
        var decoded =
                JPEG2000Decoder.decode(
                        ByteBuffer.wrap(stream), new JPEG2000Limits(131, 97, COMPONENTS));
        for (int c = 0; c < COMPONENTS; c++) {
            assertThat(decoded.planes().get(c).samples()).isEqualTo(PLANES.get(c).samples());
        }
    }

    private void requireDecoded(byte[] stream) throws IOException {
        requireOurs(stream);
        var file = folder.resolve("rewritten.j2k");
        Files.write(file, stream);
        Peer.run(
                "opj_decompress",
                "-i",
                Peer.path(file),
                "-o",
                Peer.path(folder.resolve("rewritten.pgx")));
        for (int c = 0; c < COMPONENTS; c++) {
            var peers = Planes.readPgx(folder.resolve("rewritten_%d.pgx".formatted(c)));
            assertThat(peers.samples()).isEqualTo(PLANES.get(c).samples());
        }
    }
}
