// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveListener;
import spiders.dicom.net.Role;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StorageClasses;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Objects of every transfer syntax, left with DCMTK's and Orthanc's archives and fetched again. */
@Tag("peer")
class SyntaxRetrieveTest {

    private static final AETitle US = new AETitle("SPIDERS");
    private static final NetworkOptions OPTIONS = NetworkOptions.defaults();
    private static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;

    /** What follows +x and -x in the options of dcmqrscp, to accept and to propose each. */
    private static final Map<TransferSyntax, String> DCMQRSCP = options();

    private static final DataSet KEYS =
            DataSet.builder()
                    .set(Tags.QueryRetrieveLevel, "STUDY")
                    .set(Tags.StudyInstanceUID, SampleFiles.STUDY)
                    .build();

    @TempDir private Path directory;

    private final Receiver receiver = new Receiver();

    private static Map<TransferSyntax, String> options() {
        var options = new LinkedHashMap<TransferSyntax, String>();
        options.put(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "i");
        options.put(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "e");
        options.put(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "b");
        options.put(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "d");
        options.put(TransferSyntax.JPEG_BASELINE, "y");
        options.put(TransferSyntax.JPEG_EXTENDED, "x");
        options.put(TransferSyntax.JPEG_LOSSLESS_SV1, "s");
        options.put(TransferSyntax.JPEG_LS_LOSSLESS, "t");
        options.put(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "u");
        options.put(TransferSyntax.JPEG_2000_LOSSLESS, "v");
        options.put(TransferSyntax.JPEG_2000, "w");
        options.put(TransferSyntax.RLE_LOSSLESS, "r");
        options.put(TransferSyntax.MPEG2_MAIN_PROFILE, "m");
        options.put(TransferSyntax.MPEG2_HIGH_LEVEL, "h");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE, "n");
        options.put(TransferSyntax.MPEG4_BD_COMPATIBLE, "l");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE_2D, "2");
        options.put(TransferSyntax.MPEG4_HIGH_PROFILE_3D, "3");
        options.put(TransferSyntax.MPEG4_STEREO_HIGH_PROFILE, "o");
        options.put(TransferSyntax.HEVC_MAIN_PROFILE, "4");
        options.put(TransferSyntax.HEVC_MAIN_10_PROFILE, "5");
        return options;
    }

    private static DataSet dataSet(TransferSyntax syntax, int number) {
        var bytes = new byte[2_048];
        new Random(number).nextBytes(bytes);
        var image =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                        .set(Tags.SOPInstanceUID, UID.random())
                        .set(Tags.StudyDate, "20260102")
                        .set(Tags.Modality, "CT")
                        .set(Tags.PatientName, "ESSAI^ZOE")
                        .set(Tags.PatientID, "ESSAI-1")
                        .set(Tags.StudyInstanceUID, SampleFiles.STUDY)
                        .set(Tags.SeriesInstanceUID, SampleFiles.SERIES)
                        .set(Tags.InstanceNumber, String.valueOf(number))
                        .set(Tags.SamplesPerPixel, 1)
                        .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                        .set(Tags.Rows, 32)
                        .set(Tags.Columns, 32)
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.BitsStored, 16)
                        .set(Tags.HighBit, 15)
                        .set(Tags.PixelRepresentation, 0);
        if (!syntax.isEncapsulated()) {
            return image.set(Tags.PixelData, VR.OW, bytes).build();
        }
        List<Fragment> fragments = List.of(new Fragment.Held(Bytes.of(bytes)));
        return image.set(new EncapsulatedElement(Tags.PixelData, VR.OB, Bytes.empty(), fragments))
                .build();
    }

    private static StorableInstance instance(DataSet dataSet, TransferSyntax syntax) {
        var bytes = DataSetWriter.bytes(dataSet, syntax);
        return new StorableInstance(
                UIDs.CTImageStorage,
                dataSet.uid(Tags.SOPInstanceUID).orElseThrow(),
                syntax,
                () -> new ByteArrayInputStream(bytes));
    }

    private AssociationServer receiving() throws IOException {
        return AssociationServer.builder(US)
                .port(0)
                .callers(Callers.any())
                .storing(StorageClasses::isStandard, receiver)
                .start();
    }

    private static RemoteNode us(AssociationServer server) {
        return new RemoteNode(US, "127.0.0.1", server.port().orElseThrow(), false);
    }

    private static void store(RemoteNode node, List<StorableInstance> instances)
            throws IOException {
        var request = AssociationRequest.forStore(US, instances);
        try (var association = Association.open(node, request, OPTIONS)) {
            for (var instance : instances) {
                assertThat(association.store(instance))
                        .as(instance.transferSyntax().name())
                        .isEqualTo(Status.SUCCESS);
            }
        }
    }

    /** By C-GET, in contexts in which the peer has agreed that we provide storage. */
    private void get(RemoteNode node, AssociationRequest request) {
        try (var association = Association.open(node, request, OPTIONS)) {
            var storage =
                    association.contexts().stream()
                            .filter(context -> !context.abstractSyntax().equals(GET))
                            .toList();
            assertThat(storage).isNotEmpty().allMatch(context -> context.role() == Role.SCP);
            var got = association.get(GET, KEYS, receiver, RetrieveListener.NONE);
            assertThat(got.status()).isEqualTo(Status.SUCCESS);
        }
    }

    private static void move(RemoteNode node) {
        var request = AssociationRequest.forServices(US, MOVE);
        try (var association = Association.open(node, request, OPTIONS)) {
            var moved = association.move(MOVE, KEYS, US, RetrieveListener.NONE);
            assertThat(moved.status()).isEqualTo(Status.SUCCESS);
        }
    }

    private void assertReceived(DataSet dataSet, TransferSyntax syntax) {
        var uid = dataSet.uid(Tags.SOPInstanceUID).orElseThrow();
        assertThat(receiver.dataSets).as(syntax.name()).containsKey(uid);
        assertThat(receiver.request(uid).transferSyntax()).isEqualTo(syntax);
        var received = Objects.requireNonNull(receiver.dataSets.get(uid));
        assertThat(DataSetReader.read(received, syntax)).as(syntax.name()).isEqualTo(dataSet);
    }

    static Stream<TransferSyntax> known() {
        return DCMQRSCP.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("known")
    void dcmqrscp_keeps_an_object_of_each_syntax_and_sends_it_by_get_and_by_move(
            TransferSyntax syntax) throws IOException {
        var sent = dataSet(syntax, 1);
        var letter = DCMQRSCP.getOrDefault(syntax, "");
        try (var server = receiving();
                var dcmqrscp =
                        DcmqrscpProcess.start(
                                directory, List.of(us(server)), "+x" + letter, "-x" + letter)) {
            store(dcmqrscp.node(), List.of(instance(sent, syntax)));

            get(
                    dcmqrscp.node(),
                    AssociationRequest.forGet(
                            US, GET, List.of(UIDs.CTImageStorage), List.of(syntax)));
            assertReceived(sent, syntax);
            receiver.dataSets.clear();
            move(dcmqrscp.node());
            // It always offers the little endian ones too, of which we take the explicit one.
            boolean isLittle = syntax.isBigEndian();
            assertReceived(sent, isLittle ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : syntax);
        }
    }

    @Test
    void orthanc_keeps_an_object_of_each_syntax_and_sends_all_by_get_and_by_move()
            throws IOException {
        var sent = new LinkedHashMap<TransferSyntax, DataSet>();
        var instances = new ArrayList<StorableInstance>();
        for (var syntax : DCMQRSCP.keySet()) {
            var dataSet = dataSet(syntax, sent.size() + 1);
            sent.put(syntax, dataSet);
            instances.add(instance(dataSet, syntax));
        }
        try (var server = receiving();
                var orthanc = OrthancProcess.start(directory, List.of(us(server)))) {
            store(orthanc.node(), instances);

            get(
                    orthanc.node(),
                    AssociationRequest.forGet(
                            US, GET, List.of(UIDs.CTImageStorage), List.copyOf(sent.keySet())));
            sent.forEach((syntax, dataSet) -> assertReceived(dataSet, syntax));
            receiver.dataSets.clear();
            move(orthanc.node());
            sent.forEach((syntax, dataSet) -> assertReceived(dataSet, syntax));
        }
    }
}
