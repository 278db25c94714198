// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.InputStream;

/** Opens the raw data set of an instance, from its first element; the taker closes the stream. */
@FunctionalInterface
public interface DataSetSource {

    InputStream open() throws IOException;
}
