// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.User;

import java.time.Instant;
import java.util.Optional;

/** Something that a person must not forget, on top of every page, in red. */
@FunctionalInterface
public interface FrameNotice {

    /**
     * What is said.
     *
     * @param key the message, whose argument is the time until which it holds
     * @param href where more is said of it, and it can be ended
     */
    record Said(String key, Instant until, String href) {}

    /** What is said to a person now. */
    Optional<Said> of(User user);
}
