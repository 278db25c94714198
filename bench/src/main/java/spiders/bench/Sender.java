// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DCMTK's storescu, a process an association. It gives every object a new SOP Instance UID, and
 * every process sends a study of its own, so that no receiver has anything already.
 *
 * @param files folders of files, one for each association at most
 */
record Sender(List<Path> files, Path log) {

    Sender {
        files = List.copyOf(files);
    }

    /**
     * Sends all the files on so many associations; returns when each object was answered with
     * success, and throws when one was not.
     *
     * @param noDelay whether storescu is told to leave Nagle's algorithm out, which it uses as
     *     shipped
     */
    void send(RemoteNode to, int associations, boolean noDelay)
            throws IOException, InterruptedException {
        var processes = new ArrayList<Process>();
        try {
            for (int i = 0; i < associations; i++) {
                processes.add(storescu(to, share(i, associations), noDelay));
            }
            for (var process : processes) {
                int code = process.waitFor();
                if (code != 0) {
                    throw new IOException(
                            "storescu ended with %d: %s".formatted(code, Files.readString(log)));
                }
            }
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private List<Path> share(int place, int associations) {
        var share = new ArrayList<Path>();
        for (int i = place; i < files.size(); i += associations) {
            share.add(files.get(i));
        }
        return share;
    }

    private Process storescu(RemoteNode to, List<Path> folders, boolean noDelay)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of("storescu", "-aet", BenchHub.CALLER, "-aec", to.aeTitle().value()));
        command.addAll(List.of("+IR", "100", "+IS", "1000", "+sd"));
        command.addAll(List.of(to.host(), Integer.toString(to.port())));
        folders.forEach(folder -> command.add(folder.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TCP_NODELAY");
        if (noDelay) {
            builder.environment().put("TCP_NODELAY", "1");
        }
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }
}
