// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

/**
 * A block of 256 private elements, reserved by its creator in (gggg,00bb) (PS3.5 section 7.8.1).
 *
 * @param block 0x10 to 0xFF
 */
record PrivateBlock(int group, int block) {

    private static final int FIRST = 0x10;
    private static final int LAST = 0xFF;

    PrivateBlock {
        if (group % 2 == 0 || group < 9 || group > 0xFFFD) {
            throw new IllegalArgumentException("Group %04X is not private".formatted(group));
        }
    }

    /** Finds the creator's block in what is built so far, or takes the first that is free. */
    static PrivateBlock reserve(DataSetBuilder builder, int group, String creator) {
        if (creator.isBlank()) {
            throw new IllegalArgumentException("A private block has a creator");
        }
        PrivateBlock free = null;
        for (int block = FIRST; block <= LAST; block++) {
            var candidate = new PrivateBlock(group, block);
            var owner = builder.element(candidate.creatorTag());
            if (owner.isEmpty()) {
                free = free == null ? candidate : free;
            } else if (owner.get() instanceof ValueElement value
                    && value.string().filter(creator::equals).isPresent()) {
                return candidate;
            }
        }
        if (free == null) {
            throw new IllegalStateException("Group %04X has no free block".formatted(group));
        }
        builder.set(free.creatorTag(), VR.LO, creator);
        return free;
    }

    private Tag creatorTag() {
        return Tag.of(group, block);
    }

    Tag tag(int element) {
        if ((element & 0xFF) != element) {
            throw new IllegalArgumentException("A block has elements 0 to 0xFF");
        }
        return Tag.of(group, (block << 8) | element);
    }
}
