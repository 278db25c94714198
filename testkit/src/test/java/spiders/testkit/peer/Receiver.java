// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.data.UID;
import spiders.dicom.net.Status;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what arrives by its SOP Instance UID. */
final class Receiver implements StoreHandler {

    final Map<UID, byte[]> dataSets = new ConcurrentHashMap<>();
    final Map<UID, StoreRequest> requests = new ConcurrentHashMap<>();

    StoreRequest request(UID sopInstanceUID) {
        return Objects.requireNonNull(requests.get(sopInstanceUID));
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        dataSets.put(request.sopInstanceUID(), dataSet.readAllBytes());
        requests.put(request.sopInstanceUID(), request);
        return Status.SUCCESS;
    }
}
