// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.InputStream;

/** Stands for the file of a data set that should have none. */
record NoBulkData() implements BulkDataSource {

    @Override
    public InputStream open(long offset, long length) {
        throw new IllegalStateException(
                "%d bytes are left at %d of a file that was not given".formatted(length, offset));
    }
}
