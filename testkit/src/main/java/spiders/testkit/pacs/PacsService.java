// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.EchoHandler;
import spiders.dicom.net.FindHandler;
import spiders.dicom.net.FindRequest;
import spiders.dicom.net.MatchSink;
import spiders.dicom.net.OperationRefusedException;
import spiders.dicom.net.Peer;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveHandler;
import spiders.dicom.net.RetrieveRequest;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreRequest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The DIMSE services of a PACS. */
final class PacsService implements EchoHandler, FindHandler, RetrieveHandler, StoreHandler {

    private final PacsIndex index;
    private final Sending sending;
    private final Path inbox;
    private final Map<AETitle, RemoteNode> destinations;
    private final AtomicInteger echoes = new AtomicInteger();
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicInteger retrievals = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();

    PacsService(
            PacsIndex index, Sending sending, Path inbox, Map<AETitle, RemoteNode> destinations) {
        this.index = index;
        this.sending = sending;
        this.inbox = inbox;
        this.destinations = destinations;
    }

    int echoes() {
        return echoes.get();
    }

    int finds() {
        return finds.get();
    }

    int retrievals() {
        return retrievals.get();
    }

    int stored() {
        return stored.get();
    }

    @Override
    public Status echo(Peer peer) {
        echoes.incrementAndGet();
        return Status.SUCCESS;
    }

    @Override
    public Status find(FindRequest request, MatchSink sink) {
        finds.incrementAndGet();
        sending.think();
        var level = level(request.keys());
        if (level == Level.PATIENT && !isPatientRoot(request)) {
            return Status.IDENTIFIER_DOES_NOT_MATCH;
        }
        if (level == Level.IMAGE && sending.fault() instanceof Fault.NoImageLevel) {
            return Status.CANNOT_UNDERSTAND.withComment("No image level here");
        }
        int wrong = Pacs.wrongCount(sending.fault());
        for (var match : index.search(level, request.keys(), wrong)) {
            var answer = PacsIndex.answer(match, request.keys(), level);
            if (sink.match(answer) == Proceed.CANCEL) {
                return Status.CANCEL;
            }
        }
        return Status.SUCCESS;
    }

    private static boolean isPatientRoot(FindRequest request) {
        return request.sopClassUID().equals(UIDs.PatientRootQueryRetrieveInformationModelFind);
    }

    private static Level level(DataSet keys) {
        return keys.string(Tags.QueryRetrieveLevel)
                .flatMap(Level::parse)
                .orElseThrow(() -> new OperationRefusedException(Status.IDENTIFIER_DOES_NOT_MATCH));
    }

    @Override
    public List<StorableInstance> instances(RetrieveRequest request) {
        retrievals.incrementAndGet();
        sending.think();
        level(request.keys());
        var instances = new ArrayList<StorableInstance>();
        for (var object : index.named(request.keys())) {
            int place = instances.size();
            instances.add(
                    new StorableInstance(
                            object.sopClassUID(),
                            object.sopInstanceUID(),
                            object.transferSyntax(),
                            () -> sending.dataSet(object, place)));
        }
        return instances;
    }

    @Override
    public Optional<RemoteNode> destination(RetrieveRequest request, AETitle destination) {
        return Optional.ofNullable(destinations.get(destination));
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var name = request.sopInstanceUID().value() + ".dcm";
        var part = inbox.resolve(name + "." + Thread.currentThread().threadId() + ".part");
        var meta =
                FileMeta.of(
                        request.sopClassUID(), request.sopInstanceUID(), request.transferSyntax());
        try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
            Part10.write(out, meta, dataSet);
        }
        var file = inbox.resolve(name);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        index.add(file);
        stored.incrementAndGet();
        return Status.SUCCESS;
    }
}
