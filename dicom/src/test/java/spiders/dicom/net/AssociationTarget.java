// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A caller's whole connection as the server reads it: the request, presentation data values in
 * PDUs, command sets, identifiers and objects, to the release.
 */
public final class AssociationTarget {

    /** Any byte may make the server answer, but not at length. */
    private static final long MAX_ANSWERED = 1 << 20;

    private static final UID PRINTER = UIDs.Printer;
    private static final NetworkOptions OPTIONS =
            NetworkOptions.defaults()
                    .withReleaseTimeout(Duration.ofMillis(200))
                    .withMaxIdentifierLength(64 << 10);

    private static final Faults FAULTS = new Faults();

    /** Where a server tells of its own faults; kept, since loggers are forgotten otherwise. */
    private static final Logger LOGGER = Logger.getLogger(AssociationTarget.class.getPackageName());

    static {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(FAULTS);
    }

    private AssociationTarget() {}

    public static void run(byte[] input) {
        FAULTS.forget();
        try {
            var channel = new MemoryChannel(input);
            new ServedAssociation(house(), new Transport(channel, OPTIONS.writeTimeout()), false)
                    .run();
            if (channel.answered() > MAX_ANSWERED) {
                throw new AssertionError("%d bytes answered".formatted(channel.answered()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        FAULTS.rethrow();
    }

    private static ServedAssociation.House house() {
        var services = new Services();
        services.store(StorageClasses::isStandard, AssociationTarget::read);
        services.find((request, sink) -> Status.SUCCESS);
        services.retrieve(new Loopback.Shelf(List.of(), Optional.empty()));
        services.normalized(
                PRINTER, (request, caller) -> NormalizedResponse.of(request, Status.SUCCESS));
        services.hear(UIDs.StorageCommitmentPushModel, (event, peer) -> Status.SUCCESS);
        services.queryOptions(QueryOptions.ALL);
        services.identity((identity, peer) -> IdentityAnswer.accepted());
        return new ServedAssociation.House(
                services,
                new Admission(Set.of(Loopback.SERVER), Callers.any(), ServerLimits.defaults()),
                new SilentConnections(ServerLimits.defaults().silentConnections()),
                OPTIONS,
                AssociationListener.NONE);
    }

    private static Status read(StoreRequest request, InputStream dataSet) throws IOException {
        dataSet.readAllBytes();
        return Status.SUCCESS;
    }

    /** What a well-behaved caller says, and what each service is asked. */
    public static List<byte[]> seeds() {
        var request = PDUEncoder.encode(request());
        var release = PDUEncoder.encode(new PDU.ReleaseRQ());
        var identifier =
                DataSetWriter.bytes(
                        DataSet.builder()
                                .set(Tags.QueryRetrieveLevel, "STUDY")
                                .set(Tags.StudyInstanceUID, new UID("1.2.3"))
                                .build(),
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        return List.of(
                joined(request, release),
                joined(request, RawPeer.data(1, 3, echo()), release),
                joined(
                        request,
                        RawPeer.data(3, 1, Arrays.copyOf(store(), 40)),
                        RawPeer.data(3, 3, Arrays.copyOfRange(store(), 40, store().length)),
                        RawPeer.data(3, 0, identifier),
                        RawPeer.data(3, 2, identifier),
                        release),
                asked(request, CommandField.C_FIND_RQ, Loopback.FIND, 5, identifier),
                asked(request, CommandField.C_MOVE_RQ, Loopback.MOVE, 7, identifier),
                asked(request, CommandField.C_GET_RQ, Loopback.GET, 9, identifier),
                asked(request, CommandField.N_SET_RQ, PRINTER, 11, identifier),
                asked(request, CommandField.N_CREATE_RQ, PRINTER, 11, identifier),
                asked(request, CommandField.N_ACTION_RQ, PRINTER, 11, identifier),
                asked(
                        request,
                        CommandField.N_EVENT_REPORT_RQ,
                        UIDs.StorageCommitmentPushModel,
                        13,
                        identifier),
                joined(PDUEncoder.encode(storing()), RawPeer.data(3, 3, store()), release));
    }

    private static PDU.AssociateRQ request() {
        var classes =
                List.of(
                        UIDs.Verification,
                        Loopback.CT,
                        Loopback.FIND,
                        Loopback.MOVE,
                        Loopback.GET,
                        PRINTER,
                        UIDs.StorageCommitmentPushModel);
        var syntaxes = List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        var contexts = new ArrayList<PDU.ContextItem>();
        for (var uid : classes) {
            contexts.add(new PDU.ContextItem(2 * contexts.size() + 1, uid, syntaxes));
        }
        return with(contexts, Negotiation.NONE.withIdentity(UserIdentity.jwt("e30.e30.")));
    }

    /** Objects alone, so that they may overlap. */
    private static PDU.AssociateRQ storing() {
        var syntaxes =
                List.of(
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                        TransferSyntax.JPEG_BASELINE.uid());
        return with(
                List.of(new PDU.ContextItem(3, Loopback.CT, syntaxes)),
                Negotiation.NONE.withWindow(OperationsWindow.of(2)));
    }

    private static PDU.AssociateRQ with(List<PDU.ContextItem> contexts, Negotiation negotiation) {
        var request = RawPeer.request();
        var user =
                new PDU.UserInformation(
                        16_384, "1.2.3", "FUZZ", List.of(), negotiation, PDU.IdentityResponse.NONE);
        return new PDU.AssociateRQ(
                1,
                request.calledAETitle(),
                request.callingAETitle(),
                PDU.APPLICATION_CONTEXT,
                contexts,
                user);
    }

    private static byte[] echo() {
        return new CommandSet(CommandField.C_ECHO_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, UIDs.Verification)
                .set(CommandSet.MESSAGE_ID, 1)
                .encode();
    }

    private static byte[] store() {
        return new CommandSet(CommandField.C_STORE_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, Loopback.CT)
                .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, new UID("1.2.3"))
                .set(CommandSet.MESSAGE_ID, 1)
                .withDataSet()
                .encode();
    }

    private static byte[] asked(
            byte[] request, CommandField field, UID sopClass, int context, byte[] dataSet) {
        var command =
                new CommandSet(field)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, sopClass)
                        .set(CommandSet.REQUESTED_SOP_CLASS_UID, sopClass)
                        .set(CommandSet.REQUESTED_SOP_INSTANCE_UID, new UID("1.2.4"))
                        .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, new UID("1.2.4"))
                        .set(CommandSet.MOVE_DESTINATION, "CLIENT")
                        .set(CommandSet.ACTION_TYPE_ID, 1)
                        .set(CommandSet.EVENT_TYPE_ID, 1)
                        .set(CommandSet.MESSAGE_ID, 2)
                        .withDataSet();
        return joined(
                request,
                RawPeer.data(context, 3, command.encode()),
                RawPeer.data(context, 2, dataSet),
                PDUEncoder.encode(new PDU.ReleaseRQ()));
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Keeps the first fault of our own that was logged, to fail the run it happened in. */
    private static final class Faults extends Handler {

        private volatile @Nullable Throwable first;

        @Override
        public void publish(LogRecord logged) {
            var thrown = logged.getThrown();
            if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
                first = thrown == null ? new AssertionError(logged.getMessage()) : thrown;
            }
        }

        void forget() {
            first = null;
        }

        void rethrow() {
            var fault = first;
            if (fault != null) {
                throw new AssertionError("A fault of ours", fault);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
