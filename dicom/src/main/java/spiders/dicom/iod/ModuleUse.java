// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/**
 * A module in an IOD, or a macro in an item.
 *
 * <p>Of whatever usage, a module binds once an attribute of its own is present.
 */
public record ModuleUse(IODModule module, Usage usage) {

    public boolean isMandatory() {
        return usage == Usage.MANDATORY;
    }
}
