// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Objects in every transfer syntax, sent and received as they are: DCMTK does not look inside. */
@Tag("peer")
@Timeout(120)
class SyntaxPeerTest {

    /** The option by which storescu proposes each; it has no option for the others. */
    private static final Map<TransferSyntax, String> STORESCU = options();

    @TempDir private Path folder;

    private static Map<TransferSyntax, String> options() {
        var options = new LinkedHashMap<TransferSyntax, String>();
        options.put(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "-xi");
        options.put(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "-xe");
        options.put(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "-xb");
        options.put(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "-xd");
        options.put(TransferSyntax.JPEG_BASELINE, "-xy");
        options.put(TransferSyntax.JPEG_EXTENDED, "-xx");
        options.put(TransferSyntax.JPEG_LOSSLESS_SV1, "-xs");
        options.put(TransferSyntax.JPEG_LS_LOSSLESS, "-xt");
        options.put(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "-xu");
        options.put(TransferSyntax.JPEG_2000_LOSSLESS, "-xv");
        options.put(TransferSyntax.JPEG_2000, "-xw");
        options.put(TransferSyntax.RLE_LOSSLESS, "-xr");
        options.put(TransferSyntax.MPEG2_MAIN_PROFILE, "-xm");
        options.put(TransferSyntax.MPEG2_HIGH_LEVEL, "-xh");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE, "-xn");
        options.put(TransferSyntax.MPEG4_BD_COMPATIBLE, "-xl");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE_2D, "-x2");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE_3D, "-x3");
        options.put(TransferSyntax.MPEG4_STEREO_HIGH_PROFILE, "-xo");
        options.put(TransferSyntax.HEVC_MAIN_PROFILE, "-x4");
        options.put(TransferSyntax.HEVC_MAIN_10_PROFILE, "-x5");
        return options;
    }

    private static DataSet dataSet(TransferSyntax syntax) {
        var bytes = new byte[3_000];
        new Random(20261126).nextBytes(bytes);
        var image =
                DataSet.builder()
                        .set(Tags.SOPClassUID, CT)
                        .set(Tags.SOPInstanceUID, UID.random())
                        .set(Tags.PatientID, "TEST")
                        .set(Tags.Rows, 30)
                        .set(Tags.Columns, 50)
                        .set(Tags.BitsAllocated, 16);
        if (syntax.name().startsWith("JPIP")) {
            return image.set(Tags.PixelDataProviderURL, "https://pixels.invalid/1").build();
        }
        if (!syntax.isEncapsulated()) {
            return image.set(Tags.PixelData, VR.OW, bytes).build();
        }
        List<Fragment> fragments =
                List.of(
                        new Fragment.Held(Bytes.of(Arrays.copyOf(bytes, 1_000))),
                        new Fragment.Held(Bytes.of(bytes)));
        return image.set(new EncapsulatedElement(Tags.PixelData, VR.OB, Bytes.empty(), fragments))
                .build();
    }

    static Stream<TransferSyntax> proposed() {
        return STORESCU.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("proposed")
    void storescu_stores_in_every_syntax_that_it_proposes(TransferSyntax syntax)
            throws IOException {
        var sent = dataSet(syntax);
        var file = folder.resolve("sent.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, sent, syntax);
        }
        var kept = new Loopback.Kept();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start()) {
            spiders.dicom.Peer.run(
                    "storescu",
                    STORESCU.getOrDefault(syntax, ""),
                    "-aet",
                    "CLIENT",
                    "-aec",
                    "SERVER",
                    "127.0.0.1",
                    Integer.toString(server.port().orElseThrow()),
                    file.toString());
        }
        var received = kept.objects.getFirst();
        assertThat(received.request().transferSyntax()).isEqualTo(syntax);
        if (syntax.isDeflated()) {
            assertThat(DataSetReader.read(received.bytes(), syntax)).isEqualTo(sent);
            return;
        }
        assertThat(received.bytes()).isEqualTo(DataSetWriter.bytes(sent, syntax));
    }

    /** It ends the association where an object is sent in one that it does not know. */
    private static boolean isKnownToStorescp(TransferSyntax syntax) {
        return STORESCU.containsKey(syntax)
                || syntax.equals(TransferSyntax.JPEG_LOSSLESS)
                || syntax.equals(TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS)
                || syntax.equals(TransferSyntax.JPEG_2000_MULTI_COMPONENT);
    }

    /** Without the two JPIP syntaxes that are deflated: Odil does not inflate. */
    static Stream<TransferSyntax> notProposedByStorescu() {
        return TransferSyntax.known().stream()
                .filter(syntax -> !STORESCU.containsKey(syntax))
                .filter(syntax -> !syntax.isDeflated());
    }

    /** What to store, and its bytes. */
    private record Sent(StorableInstance instance, Bytes bytes) {

        static Sent in(TransferSyntax syntax) {
            var dataSet = dataSet(syntax);
            var bytes = DataSetWriter.bytes(dataSet, syntax);
            var uid = dataSet.uid(Tags.SOPInstanceUID).orElseThrow();
            return new Sent(Loopback.instance(uid, syntax, bytes), Bytes.of(bytes));
        }
    }

    @Test
    void storescp_takes_every_syntax_it_knows_byte_for_byte() throws Exception {
        var all =
                TransferSyntax.known().stream()
                        .filter(SyntaxPeerTest::isKnownToStorescp)
                        .map(Sent::in)
                        .toList();
        var received = Files.createDirectories(folder.resolve("received"));
        int port = Program.freePort();
        try (var storescp = storescp(port, received)) {
            var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
            var instances = all.stream().map(Sent::instance).toList();
            var request = AssociationRequest.forStore(CLIENT, instances);
            try (var association = Association.open(node, request, OPTIONS)) {
                for (var instance : instances) {
                    assertThat(association.store(instance))
                            .as("%s: %s", instance.transferSyntax().name(), storescp.output())
                            .isEqualTo(Status.SUCCESS);
                }
            }
        }
        for (var sent : all) {
            var uid = sent.instance().sopInstanceUID().value();
            try (var files = Files.newDirectoryStream(received, "*" + uid)) {
                assertThat(Files.readAllBytes(files.iterator().next()))
                        .as(sent.instance().transferSyntax().name())
                        .endsWith(sent.bytes().toArray());
            }
        }
    }

    private Program storescp(int port, Path received) throws Exception {
        var storescp =
                Program.start(
                        folder.resolve("log"),
                        "storescp",
                        "-v",
                        "+B",
                        "-xf",
                        configuration().toString(),
                        "Default",
                        "-od",
                        received.toString(),
                        Integer.toString(port));
        storescp.awaitPort(port);
        return storescp;
    }

    /** Accepts all by their identifiers, whatever storescp knows of them. */
    private Path configuration() throws IOException {
        var text = new StringBuilder("[[TransferSyntaxes]]\n[Any]\n");
        int i = 1;
        for (var syntax : TransferSyntax.known()) {
            text.append("TransferSyntax%d = %s%n".formatted(i++, syntax.uid().value()));
        }
        text.append("[[PresentationContexts]]\n[Any]\n");
        text.append("PresentationContext1 = %s\\Any%n".formatted(CT.value()));
        text.append("[[Profiles]]\n[Default]\nPresentationContexts = Any\n");
        return Files.writeString(folder.resolve("storescp.cfg"), text);
    }

    @ParameterizedTest
    @MethodSource("notProposedByStorescu")
    void odil_takes_and_gives_back_what_storescu_does_not_propose(TransferSyntax syntax)
            throws Exception {
        var sent = Sent.in(syntax);
        var kept = new Loopback.Kept();
        int port = Program.freePort();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                var odil =
                        Program.start(
                                folder.resolve("log"),
                                "/usr/bin/python3",
                                Program.script("odil_mirror.py"),
                                Integer.toString(port),
                                Integer.toString(server.port().orElseThrow()))) {
            odil.await("listening");
            var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
            var request = AssociationRequest.forStore(CLIENT, List.of(sent.instance()));
            try (var association = Loopback.open(node, request)) {
                assertThat(association.store(sent.instance())).isEqualTo(Status.SUCCESS);
            }
            odil.await("stored");
            assertThat(odil.output()).contains("stored 0000 " + syntax.uid().value());
        }
        var back = kept.objects.getFirst();
        assertThat(back.request().transferSyntax()).isEqualTo(syntax);
        assertThat(back.bytes()).isEqualTo(sent.bytes().toArray());
    }
}
