// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.SortedMap;

/** A code stream taken apart into the packets of its tiles. */
record CodeStream(
        StreamReader source,
        ImageSize size,
        Parameters parameters,
        SortedMap<Integer, TileParts> tiles) {}
