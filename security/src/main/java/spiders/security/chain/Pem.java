// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Blocks of a PEM file (RFC 7468). */
final class Pem {

    private static final long FILE_LIMIT = 64 << 10;
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([^-]*)-----END \\1-----");

    private Pem() {}

    static String block(String label, byte[] bytes) {
        var text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
    }

    /** What the blocks of a label hold, in their order. */
    static List<byte[]> blocks(Path file, String label) {
        var blocks = new ArrayList<byte[]>();
        try {
            if (Files.size(file) > FILE_LIMIT) {
                throw new AnchorKeyException(file, "%s is too long for a key".formatted(file));
            }
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (var match = BLOCK.matcher(text); match.find(); ) {
                if (match.group(1).equals(label)) {
                    blocks.add(Base64.getMimeDecoder().decode(match.group(2)));
                }
            }
        } catch (NoSuchFileException e) {
            throw new AnchorKeyException(file, "there is no key %s".formatted(file), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new AnchorKeyException(
                    file, "the key %s cannot be read: %s".formatted(file, e), e);
        }
        return blocks;
    }
}
