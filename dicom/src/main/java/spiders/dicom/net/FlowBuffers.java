// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Large buffers outside the heap, lent to the connections on which objects flow. */
final class FlowBuffers {

    static final int LENGTH = 256 << 10;

    /** So many are kept when nobody needs them: 16 MB. */
    private static final int KEPT = 64;

    private static final Queue<ByteBuffer> FREE = new ArrayBlockingQueue<>(KEPT);

    private FlowBuffers() {}

    static ByteBuffer take() {
        var buffer = FREE.poll();
        return buffer == null ? ByteBuffer.allocateDirect(LENGTH) : buffer;
    }

    /** The caller never touches it again. */
    static void giveBack(ByteBuffer buffer) {
        FREE.offer(buffer.clear()); // Where there are enough, the garbage collector takes it.
    }
}
