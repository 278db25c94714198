// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that a node appends anchors to, a line each; made to lie elsewhere, where nobody can
 * change it. A line that a crash cut short stands before the same line whole.
 */
public final class AnchorFile {

    private static final int TAIL = 16 << 10;

    private final Path file;

    /** Of a node, in a folder that is made when it is first needed. */
    public AnchorFile(Path folder, String node) {
        var name = node.replaceAll("[^A-Za-z0-9._-]", "_");
        this.file = folder.resolve("anchors-%s.jsonl".formatted(name));
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** The last whole anchor; a file that is not there has none. */
    public Optional<SignedAnchor> last() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var tail = new byte[(int) Math.min(TAIL, bytes.length())];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            return last(new String(tail, StandardCharsets.UTF_8));
        }
    }

    /** The last line that is an anchor: after it there is at most a line that was cut short. */
    private static Optional<SignedAnchor> last(String tail) {
        for (int end = tail.lastIndexOf('\n'); end > 0; end = tail.lastIndexOf('\n', end - 1)) {
            var line = tail.substring(tail.lastIndexOf('\n', end - 1) + 1, end);
            var anchor = anchor(line);
            if (anchor.isPresent()) {
                return anchor;
            }
        }
        return Optional.empty();
    }

    /** What is none is named by the verification, unless it is the beginning of the next line. */
    private static Optional<SignedAnchor> anchor(String line) {
        try {
            return Optional.of(AnchorLine.read(line));
        } catch (MalformedLineException e) {
            return Optional.empty();
        }
    }

    /**
     * Appends and syncs, in a file that may allow nothing else; of a failure whole lines are left,
     * and half of one.
     */
    public void append(List<SignedAnchor> anchors) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var text = new StringBuilder(isCut() ? "\n" : "");
        anchors.forEach(anchor -> text.append(AnchorLine.write(anchor)).append('\n'));
        try (var channel = FileChannel.open(file, CREATE, WRITE, APPEND)) {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private boolean isCut() throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }
}
