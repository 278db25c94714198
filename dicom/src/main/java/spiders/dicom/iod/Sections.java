// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** How findings cite the standard. */
final class Sections {

    private Sections() {}

    static String of(IODModule module) {
        return module.section().isEmpty()
                ? "PS3.3 " + module.name()
                : "PS3.3 " + module.section() + " " + module.name();
    }

    /** The first module that defines an attribute. */
    static String of(AttributeRule rule) {
        return rule.modules().isEmpty() ? "PS3.3" : of(rule.modules().getFirst());
    }
}
