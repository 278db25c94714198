// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class FileStoreTest {

    private static final StoreRequest REQUEST =
            new StoreRequest(
                    new Peer(
                            new AETitle("CT1"),
                            new AETitle("SPIDERS"),
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 104),
                            new ChannelSecurity.Plain(),
                            "",
                            "",
                            Negotiation.NONE),
                    UIDs.CTImageStorage,
                    new UID("1.2.3"),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    new StoreOrigin.Direct());

    @TempDir private Path folder;

    @Test
    void a_resend_that_breaks_leaves_what_was_stored() throws IOException {
        var store = FileStore.into(folder).synced();
        assertThat(store.store(REQUEST, bytes("first"))).isEqualTo(Status.SUCCESS);
        var stored = Files.readAllBytes(store.file(REQUEST));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.store(REQUEST, broken()));

        assertThat(store.file(REQUEST)).hasBinaryContent(stored);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(store.file(REQUEST));
        }
    }

    @Test
    void a_resend_that_comes_whole_takes_the_place() throws IOException {
        var store = FileStore.into(folder);
        store.store(REQUEST, bytes("first"));
        store.store(REQUEST, bytes("second"));

        assertThat(Files.readString(store.file(REQUEST), StandardCharsets.ISO_8859_1))
                .endsWith("second");
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A sender that is lost after a few bytes. */
    private static InputStream broken() {
        var lost =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("lost");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                    }
                };
        return new SequenceInputStream(bytes("third"), lost);
    }
}
