// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

/** Turns the bytes of words around. */
final class ByteSwap {

    private ByteSwap() {}

    /** Swaps in place; bytes behind the last whole word stay. */
    static void swap(byte[] array, int offset, int length, int wordSize) {
        if (wordSize == 1) {
            return;
        }
        for (int word = offset; word + wordSize <= offset + length; word += wordSize) {
            for (int i = 0; i < wordSize / 2; i++) {
                byte low = array[word + i];
                array[word + i] = array[word + wordSize - 1 - i];
                array[word + wordSize - 1 - i] = low;
            }
        }
    }
}
