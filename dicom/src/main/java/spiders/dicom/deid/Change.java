// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.AttributePath;

/**
 * One change to an object, without the value that was there or is there now.
 *
 * @param path where, items numbered from 1
 * @param because the row of the standard, the option and the type that led to it: {@code E.1-1 X/Z,
 *     Type 2}
 */
public record Change(AttributePath path, Action action, String because) {}
