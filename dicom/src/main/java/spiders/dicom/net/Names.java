// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;

/** How messages name things. */
final class Names {

    private Names() {}

    /** {@code CT Image Storage (1.2.840.10008.5.1.4.1.1.2)}, or the identifier alone. */
    static String of(UID uid) {
        var name = Dictionary.name(uid);
        return name.map(known -> known + " (" + uid.value() + ")").orElse(uid.value());
    }
}
