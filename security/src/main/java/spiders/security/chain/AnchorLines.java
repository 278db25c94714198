// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import org.jspecify.annotations.Nullable;

import spiders.security.chain.Finding.Kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The anchors of a file, one after the other. A line that is none is found to be so, unless it was
 * cut short by a crash: the file ends within it, or it is the beginning of the line after it.
 */
public final class AnchorLines implements Iterator<SignedAnchor>, AutoCloseable {

    private final Path file;
    private final InputStream in;
    private final Lines lines;
    private final Findings findings;
    private @Nullable SignedAnchor next;

    /** Opens the file; what is no anchor in it goes to the findings. */
    public AnchorLines(Path file, Findings findings) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
        this.lines = new Lines(in);
        this.findings = findings;
        this.next = read();
    }

    private @Nullable SignedAnchor read() {
        var doubtful = "";
        var why = "";
        while (true) {
            var line = line();
            if (!why.isEmpty() && (line == null || !line.startsWith(doubtful))) {
                findings.add(Kind.UNREADABLE, 0, why);
            }
            if (line == null) {
                return null;
            }
            doubtful = line;
            try {
                return AnchorLine.read(line);
            } catch (MalformedLineException e) {
                why = why(e);
            }
        }
    }

    private @Nullable String line() {
        while (true) {
            try {
                return lines.next().orElse(null);
            } catch (MalformedLineException e) {
                if (lines.isAtEnd()) {
                    return null;
                }
                findings.add(Kind.UNREADABLE, 0, why(e));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String why(MalformedLineException e) {
        return "%s, line %d: %s".formatted(file.getFileName(), lines.number(), e.getMessage());
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SignedAnchor next() {
        var anchor = next;
        if (anchor == null) {
            throw new NoSuchElementException("no more anchors");
        }
        next = read();
        return anchor;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
