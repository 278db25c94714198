// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a command finds, to the terminal in its character set, to files and pipes in UTF-8; a reader
 * such as {@code head} that wants no more ends the command.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;

    private StandardOutput(OutputStream out) {
        this.out = out;
    }

    static PrintWriter writer() {
        var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        return new PrintWriter(new OutputStreamWriter(out, charset()), true);
    }

    private static Charset charset() {
        boolean isTerminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return isTerminal ? System.out.charset() : StandardCharsets.UTF_8;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputClosedException(e);
        }
    }

    /** Nobody reads what we write; a writer would swallow the exception of a stream. */
    static final class OutputClosedException extends RuntimeException {

        OutputClosedException(IOException cause) {
            super("Standard output is closed", cause);
        }
    }
}
