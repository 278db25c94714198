// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/**
 * A module in an IOD, or a macro in an item.
 *
 * @param isMandatory whether it is there whatever the object says (usage M); a module that is
 *     conditional or a user option (C, U) binds once an attribute of its own is present
 */
public record ModuleUse(IODModule module, boolean isMandatory) {}
