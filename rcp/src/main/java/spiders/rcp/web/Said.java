// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.Message;
import spiders.web.Messages;

import java.util.Locale;

/** Says what the retrieval has to say in the reader's language. */
final class Said {

    private Said() {}

    /** The sentence, or nothing. */
    static String text(Messages messages, Locale locale, Message message) {
        return message.isNone()
                ? ""
                : messages.text(locale, message.key(), message.arguments().toArray());
    }
}
