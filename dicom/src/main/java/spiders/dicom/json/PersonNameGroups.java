// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import java.util.List;

/** The keys of a name's component groups, in the order of the value (PS3.18 section F.2.2). */
final class PersonNameGroups {

    static final List<String> KEYS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private PersonNameGroups() {}
}
