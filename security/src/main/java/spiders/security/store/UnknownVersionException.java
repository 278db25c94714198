// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

/** Tables of a version that this program has no scripts for: a newer one made them. */
public final class UnknownVersionException extends RuntimeException {

    private final String module;
    private final String version;

    UnknownVersionException(String module, String version) {
        super(
                "The tables of %s have version %s, which is not known here"
                        .formatted(module, version));
        this.module = module;
        this.version = version;
    }

    /** Whose tables. */
    public String module() {
        return module;
    }

    /** Their version. */
    public String version() {
        return version;
    }
}
