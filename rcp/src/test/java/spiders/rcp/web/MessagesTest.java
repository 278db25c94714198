// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.junit.jupiter.api.Test;

import spiders.web.MessagesContract;

import java.io.IOException;
import java.nio.file.Path;

class MessagesTest {

    @Test
    void both_languages_say_everything_that_is_shown() throws IOException {
        MessagesContract.holds("rcp", Path.of("src/main"));
    }
}
