// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Many C-STOREs as user, as many at once as the window allows (PS3.7 section D.3.3.3). One thread
 * sends and reads: responses are short, so those of a whole window fit in the buffers of a socket.
 */
final class StoreOperation {

    /** Where the window has no limit: responses of as many must fit in a socket's buffers. */
    private static final int MAX_UNDER_WAY = 64;

    private static final Status NOT_AGREED =
            Status.SOP_CLASS_NOT_SUPPORTED.withComment("no presentation context agreed");

    private final Association association;
    private final StoreListener listener;
    private final int window;
    private final Map<Integer, StorableInstance> underWay = new LinkedHashMap<>();
    private boolean cancelled;

    StoreOperation(Association association, StoreListener listener) {
        this.association = association;
        this.listener = listener;
        int agreed = association.agreed().window().invoked();
        window = agreed == 0 ? MAX_UNDER_WAY : Math.min(agreed, MAX_UNDER_WAY);
    }

    void run(Iterable<StorableInstance> instances) throws IOException {
        for (var instance : instances) {
            while (underWay.size() >= window) {
                take();
            }
            if (cancelled) {
                break;
            }
            send(instance);
        }
        while (!underWay.isEmpty()) {
            take();
        }
    }

    private void send(StorableInstance instance) throws IOException {
        if (!association.canStore(instance)) {
            listen(instance, NOT_AGREED);
            return;
        }
        int messageID = association.sendStore(instance, new StoreOrigin.Direct());
        underWay.put(messageID, instance);
    }

    private void take() {
        var message = association.next(CommandField.C_STORE_RSP);
        var instance =
                message.command().commandCode() == CommandField.C_STORE_RSP.code()
                        ? underWay.remove(Association.answered(message))
                        : null;
        if (instance == null) {
            throw association.unexpected(message, "C-STORE response to a message under way");
        }
        listen(instance, message.command().status());
    }

    private void listen(StorableInstance instance, Status status) {
        cancelled |= listener.stored(instance, status) == Proceed.CANCEL;
    }
}
