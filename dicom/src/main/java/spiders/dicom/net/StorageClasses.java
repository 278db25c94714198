// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;

import java.util.Set;

/** Tells SOP classes of stored objects from those of services. */
public final class StorageClasses {

    private static final String STANDARD_ROOT = "1.2.840.10008.";

    /** The standard's SOP classes named storage that store no object by C-STORE. */
    private static final Set<String> OTHERS =
            Set.of("1.2.840.10008.1.3.10", "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.2");

    private StorageClasses() {}

    /** Whether the standard's dictionary has it as a storage SOP class. */
    public static boolean isStandard(UID sopClassUID) {
        return Dictionary.isSOPClass(sopClassUID)
                && !OTHERS.contains(sopClassUID.value())
                && Dictionary.name(sopClassUID).orElse("").contains("Storage");
    }

    /** The same, and every class that is not of the standard: those of manufacturers. */
    public static boolean isStandardOrPrivate(UID sopClassUID) {
        return isStandard(sopClassUID) || !sopClassUID.value().startsWith(STANDARD_ROOT);
    }
}
