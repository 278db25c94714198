// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * How a C-FIND ended.
 *
 * @param status the final status; {@link Status#CANCEL} after our C-CANCEL, though some providers
 *     answer success
 * @param matches how many matches were handed to the listener
 * @param limited whether the limit ended the search, so that more may exist
 */
public record FindOutcome(Status status, int matches, boolean limited) {}
