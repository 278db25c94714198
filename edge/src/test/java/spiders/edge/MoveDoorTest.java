// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StoreRequest;
import spiders.region.Source;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgeTask;
import spiders.retrieval.transfer.Incoming;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

class MoveDoorTest {

    private static final AETitle PACS = new AETitle("LILLE");

    /** Of TEST-NET-1 (RFC 5737): nobody's. */
    private static final String ELSEWHERE = "192.0.2.7";

    @TempDir Path folder;

    @Test
    void an_object_is_taken_from_the_host_of_its_source() throws Exception {
        var taken = new Taken();

        assertThat(sentWhileAwaited("127.0.0.1", taken).code()).isZero();

        assertThat(taken.objects).hasSize(1);
    }

    @Test
    void an_object_under_the_title_of_a_source_from_another_host_is_refused() throws Exception {
        var taken = new Taken();

        assertThat(sentWhileAwaited(ELSEWHERE, taken).code()).isEqualTo(0x0124);

        assertThat(taken.objects).isEmpty();
    }

    /** What an object gets that we send under the title of a source that is at the host. */
    private Status sentWhileAwaited(String host, Taken taken) throws Exception {
        var sop = SentStudy.write(folder, 1, 16).digests().keySet().iterator().next();
        var instance = StorableInstance.of(folder.resolve(sop.value() + ".dcm"));
        var source =
                Source.named("lille", "Lille")
                        .dimse(new RemoteNode(PACS, host, 104, false))
                        .issuer("L")
                        .build();
        var errand = new Errand(new EdgeTask(UUID.randomUUID(), new EdgeOrder.Echo("lille")));
        var options = NetworkOptions.defaults();
        var statuses = new ArrayList<Status>();
        try (var door = new MoveDoor(EdgeSite.TITLE, "127.0.0.1", OptionalInt.of(0), options)) {
            var node =
                    new RemoteNode(EdgeSite.TITLE, "127.0.0.1", door.port().orElseThrow(), false);
            var request = AssociationRequest.forStore(PACS, List.of(instance));
            door.during(
                    source,
                    errand,
                    taken,
                    () -> {
                        try (var association = Association.open(node, request, options)) {
                            statuses.add(association.store(instance));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return "";
                    });
        }
        return statuses.getFirst();
    }

    private static final class Taken implements Incoming {

        private final List<UID> objects = new ArrayList<>();

        @Override
        public Status take(StoreRequest request, InputStream dataSet) throws IOException {
            dataSet.transferTo(OutputStream.nullOutputStream());
            objects.add(request.sopInstanceUID());
            return Status.SUCCESS;
        }

        @Override
        public void takePart10(InputStream part10) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isPaused() {
            return false;
        }

        @Override
        public void look() {}

        @Override
        public void lookNow() {}

        @Override
        public void lookForRoom(Instant since) {}
    }
}
