// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * All of DIMSE-N in both directions with DCMTK's print management (PS3.4 annex H), which has each
 * of its services: nothing here prints, but nothing else that Debian has deletes or gets.
 */
@Tag("peer")
@Timeout(90)
class PrintPeerTest {

    private static final UID META = UIDs.BasicGrayscalePrintManagementMeta;
    private static final UID PRINTER = UIDs.PrinterInstance;
    private static final AETitle TITLE = new AETitle("PRINTER");
    private static final int SIDE = 64;

    @TempDir private Path folder;
    private Path configuration;
    private int port;

    @BeforeEach
    void configure() throws IOException {
        port = Program.freePort();
        configuration = folder.resolve("printer.cfg");
        Files.createDirectories(folder.resolve("database"));
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(
                configuration,
                """
                [[GENERAL]]
                [DATABASE]
                Directory = %1$s/database
                [NETWORK]
                aetitle = CLIENT
                [PRINT]
                Server = dcmprscp
                Directory = %1$s/spool
                MinPrintResolution = 64\\64
                MaxPrintResolution = 8192\\8192
                [[COMMUNICATION]]
                [PRINTER]
                Aetitle = PRINTER
                Hostname = 127.0.0.1
                Port = %2$d
                Type = LOCALPRINTER
                DisplayFormat = 1,1
                MaxPDU = 32768
                MediumType = PAPER\\BLUE FILM
                SessionPrinting = true
                Supports12Bit = true
                SupportsPresentationLUT = true
                """
                        .formatted(folder, port));
    }

    private Association open() {
        var node = new RemoteNode(TITLE, "127.0.0.1", port, false);
        return Association.open(node, AssociationRequest.forServices(CLIENT, META), OPTIONS);
    }

    private static NormalizedResponse perform(Association association, NormalizedRequest request) {
        var response = association.perform(META, request);
        assertThat(response.status()).as("%s", request).isEqualTo(Status.SUCCESS);
        return response;
    }

    private static byte[] pixels() {
        var pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        return pixels;
    }

    private static DataSet image() {
        return DataSet.builder()
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, SIDE)
                .set(Tags.Columns, SIDE)
                .set(Tags.PixelAspectRatio, 1, 1)
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels())
                .build();
    }

    private static DataSet reference(UID sopClassUID, UID sopInstanceUID) {
        return new SOPReference(sopClassUID, sopInstanceUID).item();
    }

    @Test
    void dcmprscp_tells_of_its_printer_what_is_asked() throws Exception {
        try (var printer = printer();
                var association = open()) {
            var asked = List.of(Tags.PrinterStatus, Tags.PrinterStatusInfo);
            var some =
                    perform(association, new NormalizedRequest.Get(UIDs.Printer, PRINTER, asked));
            var all =
                    perform(
                            association,
                            new NormalizedRequest.Get(UIDs.Printer, PRINTER, List.of()));
            var lacking = new NormalizedRequest.Get(UIDs.Printer, PRINTER, List.of(Tags.PatientID));

            assertThat(some.dataSet().string(Tags.PrinterStatus)).contains("NORMAL");
            assertThat(some.dataSet().elements()).hasSize(2);
            assertThat(all.dataSet()).as(printer.output()).isEqualTo(some.dataSet());
            // No such attribute (PS3.7 annex C.5.7).
            assertThat(association.perform(META, lacking).status().code()).isEqualTo(0x0105);
        }
    }

    private Program printer() throws InterruptedException {
        var printer =
                Program.start(
                        folder.resolve("log"), "dcmprscp", "-d", "-c", configuration.toString());
        printer.awaitPort(port);
        return printer;
    }

    @Test
    void dcmprscp_creates_sets_acts_and_deletes() throws Exception {
        var session = UID.random();
        var film = UID.random();
        try (var printer = printer();
                var association = open()) {
            var priority = DataSet.builder().set(Tags.PrintPriority, "HIGH").build();
            perform(
                    association,
                    new NormalizedRequest.Create(UIDs.BasicFilmSession, session, priority));
            var medium = DataSet.builder().set(Tags.MediumType, "PAPER").build();
            perform(association, new NormalizedRequest.Set(UIDs.BasicFilmSession, session, medium));
            var box = box(perform(association, filmBox(session, film)));
            var picture =
                    DataSet.builder()
                            .set(Tags.ImageBoxPosition, 1)
                            .sequence(Tags.BasicGrayscaleImageSequence, image())
                            .build();
            perform(
                    association,
                    new NormalizedRequest.Set(UIDs.BasicGrayscaleImageBox, box, picture));
            perform(
                    association,
                    new NormalizedRequest.Action(UIDs.BasicFilmBox, film, 1, DataSet.empty()));
            perform(association, new NormalizedRequest.Delete(UIDs.BasicFilmBox, film));
            perform(association, new NormalizedRequest.Delete(UIDs.BasicFilmSession, session));
            var again = new NormalizedRequest.Delete(UIDs.BasicFilmSession, session);
            assertThat(association.perform(META, again).status())
                    .as(printer.output())
                    .isEqualTo(Status.NO_SUCH_OBJECT_INSTANCE);
        }
        try (var files = Files.newDirectoryStream(folder.resolve("database"), "HG_*.dcm")) {
            var printed = Part10.read(files.iterator().next()).dataSet();
            assertThat(printed.bytes(Tags.PixelData).orElseThrow().toArray()).isEqualTo(pixels());
        }
    }

    private static NormalizedRequest filmBox(UID session, UID film) {
        return new NormalizedRequest.Create(
                UIDs.BasicFilmBox,
                film,
                DataSet.builder()
                        .set(Tags.ImageDisplayFormat, "STANDARD\\1,1")
                        .sequence(
                                Tags.ReferencedFilmSessionSequence,
                                reference(UIDs.BasicFilmSession, session))
                        .build());
    }

    private static UID box(NormalizedResponse response) {
        return response.dataSet()
                .items(Tags.ReferencedImageBoxSequence)
                .getFirst()
                .uid(Tags.ReferencedSOPInstanceUID)
                .orElseThrow();
    }

    /** As little of a printer as dcmprscu is content with; it tells that it has printed. */
    private static final class Printer implements NormalizedHandler {

        final List<NormalizedRequest> heard = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<NormalizedResponse> told = new CompletableFuture<>();

        @Override
        public NormalizedResponse handle(NormalizedRequest request, EventReporter caller) {
            heard.add(request);
            return switch (request) {
                case NormalizedRequest.Get _ -> NormalizedResponse.success(request, status());
                case NormalizedRequest.Create create -> created(create);
                case NormalizedRequest.Action _ -> {
                    var normal =
                            new NormalizedRequest.EventReport(
                                    UIDs.Printer, PRINTER, 1, DataSet.empty());
                    var _ = caller.report(META, normal).whenComplete(this::told);
                    yield NormalizedResponse.of(request, Status.SUCCESS);
                }
                case NormalizedRequest.Set _,
                        NormalizedRequest.Delete _,
                        NormalizedRequest.EventReport _ ->
                        NormalizedResponse.of(request, Status.SUCCESS);
            };
        }

        private void told(NormalizedResponse response, Throwable failure) {
            if (failure == null) {
                told.complete(response);
            } else {
                told.completeExceptionally(failure);
            }
        }

        private static DataSet status() {
            return DataSet.builder()
                    .set(Tags.PrinterStatus, "NORMAL")
                    .set(Tags.PrinterStatusInfo, "NORMAL")
                    .build();
        }

        private static NormalizedResponse created(NormalizedRequest.Create create) {
            if (!create.sopClassUID().equals(UIDs.BasicFilmBox)) {
                return NormalizedResponse.success(create, create.dataSet());
            }
            var box = reference(UIDs.BasicGrayscaleImageBox, UID.random());
            return NormalizedResponse.success(
                    create,
                    create.dataSet().toBuilder()
                            .sequence(Tags.ReferencedImageBoxSequence, box)
                            .build());
        }
    }

    @Test
    void dcmprscu_prints_at_our_provider_and_hears_its_event() throws Exception {
        var image = Files.write(folder.resolve("ct.dcm"), RealFiles.bytes(RealFiles.CT));
        var config = configuration.toString();
        spiders.dicom.Peer.run("dcmpsprt", "-c", config, spiders.dicom.Peer.path(image));
        var printer = new Printer();
        try (var server =
                AssociationServer.builder(TITLE)
                        .port(port)
                        .callers(Callers.any())
                        .options(OPTIONS)
                        .providing(Set.of(META, UIDs.PresentationLUT), printer)
                        .start()) {
            assertThat(server.port()).hasValue(port);
            var job = found("SP_*.dcm");
            var output = spiders.dicom.Peer.run("dcmprscu", "-d", "-c", config, job.toString());
            assertThat(printer.told.get(20, TimeUnit.SECONDS).status())
                    .as(output)
                    .isEqualTo(Status.SUCCESS);
        }
        assertThat(printer.heard)
                .extracting(NormalizedRequest::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly(
                        "Get", "Create", "Create", "Create", "Set", "Action", "Delete", "Delete",
                        "Delete");
        var box = (NormalizedRequest.Set) printer.heard.get(4);
        var sent = box.dataSet().items(Tags.BasicGrayscaleImageSequence).getFirst();
        var hardcopy = Part10.read(found("HG_*.dcm")).dataSet();
        assertThat(sent.bytes(Tags.PixelData)).isEqualTo(hardcopy.bytes(Tags.PixelData));
    }

    private Path found(String glob) throws IOException {
        try (var files = Files.newDirectoryStream(folder.resolve("database"), glob)) {
            return files.iterator().next();
        }
    }
}
