// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.data.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The digest by which S3 checks what it is sent (RFC 1864): against damage on the way, not against
 * malice.
 */
record MD5(Bytes digest) {

    private static final int BUFFER = 1 << 16;

    /** Of a stream to its end. */
    static MD5 of(InputStream in) throws IOException {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                md5.update(buffer, 0, count);
            }
            return new MD5(Bytes.of(md5.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has MD5", e);
        }
    }

    /** As the header Content-MD5 has it. */
    String base64() {
        return Base64.getEncoder().encodeToString(digest.toArray());
    }

    /** As the ETag of an object that was put whole has it. */
    String hex() {
        return HexFormat.of().formatHex(digest.toArray());
    }
}
