// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;

/** Takes the matches of a C-FIND as they come, on the thread that asked. */
@FunctionalInterface
public interface FindListener {

    Proceed match(DataSet match);
}
