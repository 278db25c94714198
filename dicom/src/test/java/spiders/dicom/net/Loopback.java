// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the tests of both sides share: titles, short timeouts, instances, a server that stores. */
final class Loopback {

    static final AETitle SERVER = new AETitle("SERVER");
    static final AETitle CLIENT = new AETitle("CLIENT");
    static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    static final UID CT = UIDs.CTImageStorage;
    static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static final NetworkOptions OPTIONS =
            NetworkOptions.defaults()
                    .withConnectTimeout(Duration.ofSeconds(5))
                    .withAssociationTimeout(Duration.ofSeconds(5))
                    .withResponseTimeout(Duration.ofSeconds(5))
                    .withReleaseTimeout(Duration.ofMillis(500));

    private Loopback() {}

    static AssociationServer.Builder server() {
        return AssociationServer.builder(SERVER)
                .port(0)
                .callers(Callers.only(List.of(new AllowedCaller(CLIENT, "127.0.0.1"))))
                .options(OPTIONS);
    }

    static AssociationServer start(AssociationServer.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RemoteNode node(AssociationServer server) {
        return node(server.port().orElseThrow());
    }

    static RemoteNode node(int port) {
        return new RemoteNode(SERVER, "127.0.0.1", port, false);
    }

    static Association open(AssociationServer server, UID... services) {
        return Association.open(
                node(server), AssociationRequest.forServices(CLIENT, services), OPTIONS);
    }

    /** Tries again where nobody listens yet: Odil says that it listens a moment before it does. */
    static Association open(RemoteNode node, AssociationRequest request)
            throws InterruptedException {
        for (int left = 100; ; left--) {
            try {
                return Association.open(node, request, OPTIONS);
            } catch (ConnectionFailedException e) {
                if (left == 0) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    static Association echo(AssociationServer server) {
        return open(server, UIDs.Verification);
    }

    static StorableInstance instance(UID uid, TransferSyntax syntax, byte[] bytes) {
        return new StorableInstance(CT, uid, syntax, () -> new ByteArrayInputStream(bytes));
    }

    /** A CT of its own UID whose data set is about so many bytes. */
    static StorableInstance instance(int size) {
        var uid = UID.random();
        return instance(uid, EXPLICIT, dataSet(uid, size));
    }

    static byte[] dataSet(UID uid, int size) {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, CT)
                        .set(Tags.SOPInstanceUID, uid)
                        .set(Tags.PatientID, "TEST")
                        .set(Tags.PixelData, spiders.dicom.data.VR.OW, new byte[size])
                        .build();
        return DataSetWriter.bytes(dataSet, EXPLICIT);
    }

    /** Keeps what arrives in memory. */
    static final class Kept implements StoreHandler {

        /** One object, as announced and as received. */
        static final class Stored {

            private final StoreRequest request;
            private final byte[] bytes;

            Stored(StoreRequest request, byte[] bytes) {
                this.request = request;
                this.bytes = bytes;
            }

            StoreRequest request() {
                return request;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        final List<Stored> objects = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Status store(StoreRequest request, java.io.InputStream dataSet) throws IOException {
            objects.add(new Stored(request, dataSet.readAllBytes()));
            return Status.SUCCESS;
        }
    }

    /** Has these instances for whatever is asked, and one destination. */
    record Shelf(List<StorableInstance> instances, Optional<RemoteNode> destination)
            implements RetrieveHandler {

        @Override
        public List<StorableInstance> instances(RetrieveRequest request) {
            return instances;
        }

        @Override
        public Optional<RemoteNode> destination(RetrieveRequest request, AETitle title) {
            return destination;
        }
    }
}
