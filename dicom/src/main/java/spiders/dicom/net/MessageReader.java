// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/**
 * Puts messages together from presentation data values (PS3.8 section 9.3.5, annex E): commands
 * whole, data sets as streams.
 */
final class MessageReader {

    private static final int MAX_COMMAND_LENGTH = 64 << 10;
    private static final int PDV_HEADER_LENGTH = 6;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final UpperLayer layer;
    private final NetworkOptions options;
    private long pduLeft;
    private long pdvLeft;
    private int context;
    private int control;
    private DataSetStream open = new DataSetStream(0, true);

    MessageReader(UpperLayer layer, NetworkOptions options) {
        this.layer = layer;
        this.options = options;
    }

    /** Reads the next command, or returns why there is none; waits this long for its first byte. */
    Arrival next(Duration wait) throws IOException {
        open.drain();
        if (pduLeft == 0) {
            var indication = layer.await(wait);
            if (!(indication instanceof Indication.Data(long length))) {
                return new Arrival.Ended(indication);
            }
            pduLeft = length;
        }
        try {
            return new Arrival.Arrived(message());
        } catch (MalformedPDUException e) {
            layer.abortMalformed(e);
            throw e;
        } catch (UnexpectedEnd e) {
            return new Arrival.Ended(e.indication);
        }
    }

    private Message message() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        layer.allowCommand();
        nextPDV();
        int first = context;
        while (true) {
            refuse((control & COMMAND) == 0, "a data fragment where a command is due");
            refuse(context != first, "a command in fragments of two contexts");
            refuse(bytes.size() + pdvLeft > MAX_COMMAND_LENGTH, "a command over 64 KB");
            var fragment = new byte[(int) pdvLeft];
            layer.data().readFully(fragment);
            pdvLeft = 0;
            bytes.writeBytes(fragment);
            if ((control & LAST) != 0) {
                break;
            }
            nextPDV();
        }
        var command = CommandSet.decode(bytes.toByteArray());
        open = new DataSetStream(first, !command.hasDataSet());
        layer.allowWhileFlowing();
        return new Message(first, command, open);
    }

    /** Stands on the next presentation data value, in this PDU or the next. */
    private void nextPDV() throws IOException {
        if (pduLeft == 0) {
            var indication = layer.receiveMore();
            if (!(indication instanceof Indication.Data(long length))) {
                throw new UnexpectedEnd(indication);
            }
            pduLeft = length;
        }
        refuse(pduLeft < PDV_HEADER_LENGTH, "a PDU that ends within the header of a PDV");
        long length = layer.data().unsignedInt();
        refuse(
                length < 2 || length > pduLeft - Integer.BYTES,
                "a PDV of %d bytes in the %d left of its PDU".formatted(length, pduLeft));
        context = layer.data().unsignedByte();
        control = layer.data().unsignedByte();
        pduLeft -= length + Integer.BYTES;
        pdvLeft = length - 2;
    }

    private static void refuse(boolean condition, String what) {
        if (condition) {
            throw new MalformedPDUException(PDU.Abort.INVALID_PARAMETER, "The peer sent " + what);
        }
    }

    /** The association ended where more of a message was due. */
    private static final class UnexpectedEnd extends IOException {

        private final transient Indication indication;

        UnexpectedEnd(Indication indication) {
            super("The association ended within a message: " + indication);
            this.indication = indication;
        }
    }

    /** One message's data set; its end is the fragment marked as last, and nothing else. */
    final class DataSetStream extends InputStream {

        private static final int TRANSFER_LENGTH = 64 << 10;

        private final int contextID;
        private Runnable onEnd = () -> {};
        private volatile boolean ended;

        DataSetStream(int contextID, boolean ended) {
            this.contextID = contextID;
            this.ended = ended;
        }

        /** What to do once the last byte is read; by the thread that reads it. */
        void onEnd(Runnable action) {
            onEnd = action;
            if (ended) {
                action.run();
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            try {
                int most = (int) Math.min(length, pdvLeft);
                int count = layer.data().read(bytes, offset, most);
                pdvLeft -= count;
                endIfLast();
                return count;
            } catch (IOException e) {
                layer.lose();
                throw e;
            }
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            var buffer = new byte[TRANSFER_LENGTH];
            long total = 0;
            int count = read(buffer, 0, buffer.length);
            while (count >= 0) {
                out.write(buffer, 0, count);
                total += count;
                count = read(buffer, 0, buffer.length);
            }
            return total;
        }

        /**
         * Writes all that is left to a channel without a copy between, and returns how much it was.
         * A channel that fails has lost what it was given; the rest can still be read.
         */
        long transferTo(WritableByteChannel out) throws IOException {
            long total = 0;
            while (hasMore()) {
                int count = await();
                pdvLeft -= count;
                try {
                    layer.data().writeTo(out, count);
                } finally {
                    endIfLast();
                }
                total += count;
            }
            return total;
        }

        private int await() throws IOException {
            try {
                return layer.data().await(pdvLeft);
            } catch (IOException e) {
                layer.lose();
                throw e;
            }
        }

        /** At the last byte, so that the end is known without another read. */
        private void endIfLast() {
            if (pdvLeft == 0 && (control & LAST) != 0) {
                ended = true;
                onEnd.run();
            }
        }

        private boolean hasMore() throws IOException {
            while (!ended && pdvLeft == 0) {
                nextFragment();
            }
            return !ended;
        }

        private void nextFragment() throws IOException {
            try {
                nextPDV();
                refuse((control & COMMAND) != 0, "a command where a data set is due");
                refuse(context != contextID, "a data set in fragments of two contexts");
                endIfLast();
            } catch (MalformedPDUException e) {
                layer.abortMalformed(e);
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public int available() {
            return ended ? 0 : (int) Math.min(pdvLeft, Integer.MAX_VALUE);
        }

        /** Reads and drops what is left, within the drain limit. */
        void drain() throws IOException {
            var dropped = new byte[ended ? 0 : TRANSFER_LENGTH];
            long left = options.drainLimit();
            while (!ended) {
                int count = read(dropped, 0, dropped.length);
                left -= Math.max(count, 0);
                if (left < 0) {
                    layer.abort();
                    throw new IOException(
                            "An unwanted data set is longer than the drain limit of %d bytes"
                                    .formatted(options.drainLimit()));
                }
            }
        }
    }
}
