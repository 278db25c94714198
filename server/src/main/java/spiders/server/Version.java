// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import java.util.Optional;

/** Which SPIDERS this is. */
final class Version {

    /** As the build wrote it into the jar; {@code development} where it runs from classes. */
    static final String TEXT =
            Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                    .orElse("development");

    private Version() {}
}
