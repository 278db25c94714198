// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.nio.file.Path;

/** Whose word is taken for it that an {@code https} source is the one it says. */
public sealed interface WebTrust {

    /** The authorities that this hub trusts for DICOM; where there are none, the public ones. */
    record OfHub() implements WebTrust {}

    /** The public authorities, those that this Java knows. */
    record OfPublic() implements WebTrust {}

    /**
     * These authorities alone.
     *
     * @param authorities PEM certificates, of authorities or of the very source
     */
    record OfFile(Path authorities) implements WebTrust {}
}
