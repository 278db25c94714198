// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The calls of Linux that Java has no other name for (x86-64 and AArch64 have these numbers). */
final class Syscalls {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle OPEN =
            handle("open", 2, FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle CLOSE = handle("close", 1, FunctionDescriptor.of(INT, INT));
    private static final MethodHandle SETNS =
            handle("setns", 2, FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle IOCTL =
            handle("ioctl", 2, FunctionDescriptor.of(INT, INT, LONG, ValueLayout.ADDRESS));
    private static final MethodHandle READ =
            handle("read", 3, FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            handle("write", 3, FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle POLL =
            handle("poll", 3, FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));

    private static final int NEW_NETWORK = 0x4000_0000; // CLONE_NEWNET
    private static final int READ_WRITE_NONBLOCKING = 0x0802; // O_RDWR | O_NONBLOCK
    private static final long SET_INTERFACE = 0x4004_54CAL; // TUNSETIFF
    private static final short PACKETS_ALONE = 0x1001; // IFF_TUN | IFF_NO_PI
    private static final int REQUEST_LENGTH = 40; // struct ifreq
    private static final int FLAGS_AT = 16;
    private static final short READABLE = 1; // POLLIN
    private static final int TRY_AGAIN = 11; // EAGAIN

    private Syscalls() {}

    /**
     * Restricted is what could crash Java: here are calls of the C library, as it declares them.
     */
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, int fixed, FunctionDescriptor as) {
        var function = LINKER.defaultLookup().findOrThrow(name);
        var errno = Linker.Option.captureCallState("errno");
        return fixed < as.argumentLayouts().size()
                        || name.equals("open") // Whose third argument is given to new files alone.
                ? LINKER.downcallHandle(function, as, errno, Linker.Option.firstVariadicArg(fixed))
                : LINKER.downcallHandle(function, as, errno);
    }

    /** Calls, and throws what the system says went wrong. */
    private static long call(String what, Call call) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            long result = call.with(arena, state);
            if (result < 0) {
                throw new IOException("%s fails with errno %d".formatted(what, errno(state)));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private interface Call {
        long with(Arena arena, MemorySegment state) throws Throwable;
    }

    /** Puts this thread into a namespace for good: it is to be a platform thread that ends. */
    static void enter(String namespace) throws IOException {
        int file =
                (int) call("open", (arena, state) -> open(state, arena.allocateFrom(namespace), 0));
        try {
            call("setns", (_, state) -> (int) SETNS.invokeExact(state, file, NEW_NETWORK));
        } finally {
            close(file);
        }
    }

    private static long open(MemorySegment state, MemorySegment path, int flags) throws Throwable {
        return (int) OPEN.invokeExact(state, path, flags);
    }

    /**
     * Makes a device of IP packets in the namespace of this thread; it goes with the descriptor.
     */
    static int tun(String name) throws IOException {
        int file =
                (int)
                        call(
                                "opening /dev/net/tun",
                                (arena, state) ->
                                        open(
                                                state,
                                                arena.allocateFrom("/dev/net/tun"),
                                                READ_WRITE_NONBLOCKING));
        call(
                "TUNSETIFF",
                (arena, state) -> {
                    var request = arena.allocate(REQUEST_LENGTH);
                    request.setString(0, name);
                    request.set(ValueLayout.JAVA_SHORT, FLAGS_AT, PACKETS_ALONE);
                    return (int) IOCTL.invokeExact(state, file, SET_INTERFACE, request);
                });
        return file;
    }

    static void close(int file) throws IOException {
        call("close", (_, state) -> (int) CLOSE.invokeExact(state, file));
    }

    /** A descriptor with memory of its own for its packets; one thread reads, another writes. */
    static final class Packets {

        private final int file;
        private final MemorySegment incoming;
        private final MemorySegment outgoing;
        private final MemorySegment readState;
        private final MemorySegment writeState;
        private final MemorySegment wanted;

        Packets(int file, Arena arena, int most) {
            this.file = file;
            this.incoming = arena.allocate(most);
            this.outgoing = arena.allocate(most);
            this.readState = arena.allocate(STATE);
            this.writeState = arena.allocate(STATE);
            this.wanted = arena.allocate(8, 4); // struct pollfd
            wanted.set(INT, 0, file);
            wanted.set(ValueLayout.JAVA_SHORT, 4, READABLE);
        }

        /** The next packet; empty where there is none within the wait. */
        byte[] next(int waitMillis) throws IOException {
            try {
                long length =
                        (long) READ.invokeExact(readState, file, incoming, incoming.byteSize());
                if (length < 0 && errno(readState) == TRY_AGAIN) {
                    int _ = (int) POLL.invokeExact(readState, wanted, 1L, waitMillis);
                    return new byte[0];
                }
                if (length < 0) {
                    throw new IOException("read fails with errno " + errno(readState));
                }
                return incoming.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** Hands a packet to the device; one that it cannot take is lost, as on any link. */
        void put(byte[] packet) {
            MemorySegment.copy(packet, 0, outgoing, ValueLayout.JAVA_BYTE, 0, packet.length);
            try {
                long _ = (long) WRITE.invokeExact(writeState, file, outgoing, (long) packet.length);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
