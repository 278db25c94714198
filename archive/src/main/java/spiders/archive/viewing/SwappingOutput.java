// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import java.io.IOException;
import java.io.OutputStream;

/** Turns the bytes of each word round; what is written are whole words. */
final class SwappingOutput extends OutputStream {

    private final OutputStream out;
    private final byte[] word;
    private int filled;

    SwappingOutput(OutputStream out, int wordSize) {
        this.out = out;
        this.word = new byte[wordSize];
    }

    @Override
    public void write(int b) throws IOException {
        filled++;
        word[word.length - filled] = (byte) b;
        if (filled == word.length) {
            out.write(word);
            filled = 0;
        }
    }
}
