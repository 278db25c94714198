// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What it takes to serve an object: where it stands, and where in its file the data set begins. */
public record ServedInstance(
        long id, StoredInstance stored, Location location, int dataOffset, int frames) {

    /**
     * Preamble and File Meta Information as they are given out: without the seal of the store,
     * which says where the object came from.
     */
    public byte[] header() {
        var header = new ByteArrayOutputStream();
        try {
            Part10.writeHeader(
                    header,
                    FileMeta.of(
                            stored.sopClassUID(),
                            stored.sopInstanceUID(),
                            stored.transferSyntax()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Never of an array.
        }
        return header.toByteArray();
    }
}
