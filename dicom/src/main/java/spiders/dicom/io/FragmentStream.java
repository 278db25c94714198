// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.EncapsulatedElement.Fragment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The fragments of a frame as one stream, each opened when the one before has ended. */
final class FragmentStream extends InputStream {

    private final Iterator<Fragment> fragments;
    private final BulkDataSource bulkData;
    private InputStream current = InputStream.nullInputStream();

    FragmentStream(List<Fragment> fragments, BulkDataSource bulkData) {
        this.fragments = fragments.iterator();
        this.bulkData = bulkData;
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
        while (true) {
            int read = current.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            current.close();
            if (!fragments.hasNext()) {
                current = InputStream.nullInputStream();
                return -1;
            }
            current = FrameIndex.opened(fragments.next(), bulkData);
        }
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
