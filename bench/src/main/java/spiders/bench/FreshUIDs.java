// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Gives the files of {@link Samples} new SOP Instance UIDs of the same length, in place. */
final class FreshUIDs {

    private static final int HEAD = 2 << 10;
    private static final int DIGITS = 12;

    // The element headers of (0002,0003) and (0008,0018) in Explicit VR Little Endian.
    private static final String META = "\2\0\3\0UI";
    private static final String DATA_SET = "\10\0\30\0UI";

    private static long last = System.currentTimeMillis() * 100_000 % 1_000_000_000_000L;

    private FreshUIDs() {}

    /** All files of a folder and of those below it. */
    static void renew(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                renewOne(file);
            }
        }
    }

    private static void renewOne(Path file) throws IOException {
        last++;
        var digits =
                "%012d".formatted(last).substring(0, DIGITS).getBytes(StandardCharsets.US_ASCII);
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var head = ByteBuffer.allocate(HEAD);
            channel.read(head, 0);
            var text = new String(head.array(), StandardCharsets.ISO_8859_1);
            for (var header : new String[] {META, DATA_SET}) {
                int at = text.indexOf(header) + header.length();
                int length = text.charAt(at) | text.charAt(at + 1) << 8;
                // The last digits but the padding, so never the first ones of 2.25.
                channel.write(ByteBuffer.wrap(digits), at + 2 + length - 1 - DIGITS);
            }
        }
    }
}
