// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.ChannelSecurity;
import spiders.dicom.net.Negotiation;
import spiders.dicom.net.Peer;
import spiders.dicom.net.StoreOrigin;
import spiders.dicom.net.StoreRequest;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgeTask;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

class SpoolTest {

    private static final UID CLASS = new UID("1.2.840.10008.5.1.4.1.1.2");
    private static final EdgeTask TASK =
            new EdgeTask(UUID.randomUUID(), new EdgeOrder.Echo("lille"));

    @TempDir Path folder;

    @Test
    void two_objects_that_call_themselves_by_one_UID_are_both_kept() throws Exception {
        try (var spool = Spool.open(folder, 1 << 20)) {
            spool.begin(TASK);
            var sop = UID.random();

            var first = take(spool, sop, 1, 2, 3);
            var second = take(spool, sop, 4, 5);

            assertThat(first.bytes(first.piece(0, 10))).containsExactly(1, 2, 3);
            assertThat(second.bytes(second.piece(0, 10))).containsExactly(4, 5);
            assertThat(spool.held()).isEqualTo(5);
            spool.remove(first);
            assertThat(second.isSound()).isTrue();
            spool.remove(second);
            assertThat(spool.held()).isZero();
        }
    }

    @Test
    void one_that_the_disk_has_changed_is_not_sound() throws Exception {
        try (var spool = Spool.open(folder, 1 << 20)) {
            spool.begin(TASK);
            var object = take(spool, UID.random(), 1, 2, 3);
            assertThat(object.isSound()).isTrue();

            var bytes = Files.readAllBytes(object.file());
            bytes[1] ^= 1;
            Files.write(object.file(), bytes);

            assertThat(object.isSound()).isFalse();
        }
    }

    @Test
    void a_folder_is_one_spool_s_alone_until_it_is_closed() throws Exception {
        try (var _ = Spool.open(folder, 1)) {
            assertThatIOException()
                    .isThrownBy(() -> Spool.open(folder, 1))
                    .withMessageContaining("another edge's");
            assertThat(Files.getPosixFilePermissions(folder))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        Spool.open(folder, 1).close();
    }

    private static SpooledObject take(Spool spool, UID sop, int... bytes) throws Exception {
        var peer =
                new Peer(
                        new AETitle("LILLE"),
                        new AETitle("SPIDERS_EDGE"),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 104),
                        new ChannelSecurity.Plain(),
                        "",
                        "",
                        Negotiation.NONE);
        var request =
                new StoreRequest(
                        peer,
                        CLASS,
                        sop,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        new StoreOrigin.Direct());
        var content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return spool.take(TASK.id(), request, new ByteArrayInputStream(content));
    }
}
