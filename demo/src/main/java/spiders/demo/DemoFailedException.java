// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

/** The demonstration did not come to its end; the message says why. */
final class DemoFailedException extends RuntimeException {

    DemoFailedException(String reason) {
        super(reason);
    }
}
