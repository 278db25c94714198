// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;

import java.time.Duration;

/**
 * One C-FIND as user (PS3.7 section 9.1.2). A provider that does not heed C-CANCEL within the
 * response timeout is aborted, and what it found is kept.
 */
final class FindOperation {

    private final Association association;
    private final MessageChannel channel;
    private int matches;
    private boolean limited;
    private boolean cancelled;

    FindOperation(Association association, MessageChannel channel) {
        this.association = association;
        this.channel = channel;
    }

    FindOutcome run(UID sopClassUID, DataSet keys, int limit, FindListener listener) {
        var context = association.context(sopClassUID);
        var command = association.request(CommandField.C_FIND_RQ, sopClassUID);
        command.set(CommandSet.PRIORITY, 0);
        channel.send(context.id(), command, keys, context.transferSyntax());
        var patience = new Patience(channel.options().responseTimeout());
        while (true) {
            var awaited = Association.awaited(CommandField.C_FIND_RSP);
            Message message;
            try {
                message = channel.receive(patience.left(), awaited);
            } catch (ResponseTimeoutException e) {
                if (cancelled) {
                    return new FindOutcome(Status.CANCEL, matches, limited);
                }
                throw e;
            }
            association.requireResponse(message, CommandField.C_FIND_RSP);
            var status = message.command().status();
            if (!status.isPending()) {
                return new FindOutcome(status, matches, limited);
            }
            if (!cancelled) {
                take(channel.identifier(message, context.transferSyntax()), limit, listener);
                if (cancelled) {
                    cancel(association, channel, context);
                    patience.begin();
                }
            }
        }
    }

    /** The match after the last wanted one tells that there are more. */
    private void take(DataSet match, int limit, FindListener listener) {
        if (matches == limit) {
            limited = true;
            cancelled = true;
            return;
        }
        matches++;
        cancelled = listener.match(match) == Proceed.CANCEL;
    }

    static void cancel(Association association, MessageChannel channel, AcceptedContext context) {
        var command = new CommandSet(CommandField.C_CANCEL_RQ);
        command.set(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO, association.lastMessageID());
        channel.send(context.id(), command);
    }

    /** The wait for each response; once cancelled, the wait for all that still come. */
    static final class Patience {

        private final Duration each;
        private long end = Long.MAX_VALUE;

        Patience(Duration each) {
            this.each = each;
        }

        void begin() {
            end = Watchdog.now() + each.toNanos();
        }

        Duration left() {
            if (end == Long.MAX_VALUE) {
                return each;
            }
            return Duration.ofNanos(Math.max(1, end - Watchdog.now()));
        }
    }
}
