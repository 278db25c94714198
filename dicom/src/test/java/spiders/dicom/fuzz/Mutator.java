// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of well-formed inputs what a broken or hostile sender might: the same for a seed. */
final class Mutator {

    private static final int[] LENGTHS = {
        0,
        1,
        2,
        7,
        8,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0x7FFF,
        0x8000,
        0xFFFE,
        0xFFFF,
        0x7FFF_FFFF,
        0x8000_0000,
        0xFFFF_FFFE,
        0xFFFF_FFFF
    };
    private static final int MAX_LENGTH = 64 << 10;

    private final Random random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        var bytes = any().clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes = mutated(bytes);
        }
        return bytes.length > MAX_LENGTH ? Arrays.copyOf(bytes, MAX_LENGTH) : bytes;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(bytes.length);
        int count = 1 + random.nextInt(Math.min(32, bytes.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at);
            case 1 -> set(bytes, at, (byte) random.nextInt());
            case 2 -> number(bytes, at, 2);
            case 3 -> number(bytes, at, 4);
            case 4 -> joined(bytes, at, new byte[0], at + count);
            case 5 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + count), at);
            case 6 -> Arrays.copyOf(bytes, at);
            case 7 -> spliced(bytes, at);
            default -> noise(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static byte[] set(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    /** A length of some size, in either order of bytes. */
    private byte[] number(byte[] bytes, int at, int size) {
        int value = LENGTHS[random.nextInt(LENGTHS.length)];
        boolean isBig = random.nextInt(4) == 0;
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (isBig ? size - 1 - i : i)));
        }
        return bytes;
    }

    private byte[] spliced(byte[] bytes, int at) {
        var other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
    }

    private byte[] noise(byte[] bytes, int at) {
        var some = new byte[1 + random.nextInt(16)];
        random.nextBytes(some);
        return joined(bytes, at, some, at);
    }

    /** The bytes before a place, others, and the bytes behind another place. */
    private static byte[] joined(byte[] bytes, int before, byte[] between, int behind) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, before);
        out.writeBytes(between);
        out.write(bytes, behind, bytes.length - behind);
        return out.toByteArray();
    }
}
