// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.UID;
import spiders.dicom.web.WadoClient;
import spiders.region.SourceConnections;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Fetches by WADO-RS, each object in the transfer syntax in which it is stored. */
final class WadoFetcher implements Fetcher {

    private final SourceConnections connections;

    WadoFetcher(SourceConnections connections) {
        this.connections = connections;
    }

    @Override
    public String fetch(Task task, Incoming arrivals) throws InterruptedException {
        int objects = 0;
        try (var web = connections.web(task.source())) {
            var wado = new WadoClient(web);
            for (var unit : task.units()) {
                if (arrivals.isCancelled() || arrivals.isPaused()) {
                    break;
                }
                objects += fetch(wado, task.study(), unit, part -> keep(arrivals, part));
            }
        }
        return "%d objects came".formatted(objects);
    }

    private static int fetch(
            WadoClient wado, UID study, FetchUnit unit, WadoClient.Receiver receiver)
            throws InterruptedException {
        return switch (unit) {
            case FetchUnit.WholeStudy() -> wado.study(study, receiver);
            case FetchUnit.WholeSeries(var series) -> wado.series(study, series, receiver);
            case FetchUnit.Named(var series, var instances) -> {
                int objects = 0;
                for (var instance : instances) {
                    objects += wado.instance(study, series, instance, receiver);
                }
                yield objects;
            }
        };
    }

    private static boolean keep(Incoming arrivals, InputStream part10) throws IOException {
        try {
            arrivals.takePart10(part10);
            return !arrivals.isCancelled() && !arrivals.isPaused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while keeping an object");
        }
    }
}
