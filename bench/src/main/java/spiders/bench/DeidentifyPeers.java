// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The same job as others do it, each in its best way; rates are files a second. */
final class DeidentifyPeers {

    /** How many instances Orthanc is given: storing them is no part of what is measured. */
    private static final int FEW = 200;

    private static final int TRIES = 4;

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{8}){4}");
    private static final List<String> DCMODIFY =
            List.of(
                    "dcmodify",
                    "-nb",
                    "-imt",
                    "-gst",
                    "-gse",
                    "-gin",
                    "-ma",
                    "PatientName=X",
                    "-ma",
                    "PatientID=X",
                    "-ma",
                    "PatientBirthDate=",
                    "-ma",
                    "StudyDate=",
                    "-ma",
                    "StudyDescription=",
                    "-ma",
                    "PatientSex=");

    private final Path folder;
    private int runs;

    DeidentifyPeers(Path folder) {
        this.folder = folder;
    }

    /**
     * A process for many files, several beside each other: six attributes and new UIDs, which is no
     * profile. It changes files in place; the copies it is given are made before, and not counted.
     */
    double dcmodify(Path files, int processes) throws IOException, InterruptedException {
        var copies = Files.createDirectories(folder.resolve("copies" + runs++));
        var commands = new ArrayList<List<String>>();
        for (int i = 0; i < processes; i++) {
            commands.add(new ArrayList<>(DCMODIFY));
        }
        int count = 0;
        try (var all = Files.walk(files).filter(Files::isRegularFile)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var copy = Files.copy(file, copies.resolve("%06d.dcm".formatted(count)));
                commands.get(count++ % processes).add(copy.toString());
            }
        }
        DeidentifyBenchmark.settle();
        double seconds = seconds(commands.stream().map(DeidentifyPeers::runs).toList());
        return count / seconds;
    }

    private static Callable<Void> runs(List<String> command) {
        return () -> {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + " failed: " + said);
            }
            return null;
        };
    }

    /** Stores a few of the files; returns what Orthanc calls them. */
    List<String> stored(OrthancProcess orthanc, Path files) throws IOException {
        try (var all = Files.walk(files).filter(Files::isRegularFile).limit(FEW)) {
            all.forEach(orthanc::upload);
        }
        return IDENTIFIER
                .matcher(orthanc.get("instances"))
                .results()
                .map(result -> result.group())
                .toList();
    }

    /**
     * Orthanc's anonymization of single instances, over kept connections: it answers with the file,
     * and stores nothing, which is faster than anonymizing the study.
     */
    double orthanc(OrthancProcess orthanc, List<String> instances, int connections)
            throws IOException, InterruptedException {
        var shares = new ArrayList<List<String>>();
        for (int i = 0; i < connections; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < instances.size(); i++) {
            shares.get(i % connections).add(instances.get(i));
        }
        return instances.size()
                / seconds(shares.stream().map(share -> asks(orthanc, share)).toList());
    }

    private static Callable<Void> asks(OrthancProcess orthanc, List<String> instances) {
        return () -> {
            try (var client = HttpClient.newHttpClient()) {
                for (var instance : instances) {
                    var uri = orthanc.http().resolve("instances/" + instance + "/anonymize");
                    var request =
                            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{}")).build();
                    int status = status(client, request);
                    if (status != 200) {
                        throw new IOException("Orthanc answers " + status);
                    }
                }
            }
            return null;
        };
    }

    /** Orthanc 1.10 closes a connection that is idle for a second: then on another. */
    private static int status(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        for (int left = TRIES - 1; ; left--) {
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** How long several take beside each other. */
    private static double seconds(List<Callable<Void>> works)
            throws IOException, InterruptedException {
        try (var executor = Executors.newFixedThreadPool(works.size())) {
            long start = System.nanoTime();
            for (var done : executor.invokeAll(works)) {
                done.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (ExecutionException e) {
            throw new IOException("A peer failed", e.getCause());
        }
    }
}
