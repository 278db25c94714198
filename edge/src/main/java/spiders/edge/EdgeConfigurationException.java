// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

/** The file is none that an edge would start with; the message says why. */
public final class EdgeConfigurationException extends RuntimeException {

    public EdgeConfigurationException(String message) {
        super(message);
    }
}
