// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * A DIMSE message as it arrives: the command whole, the data set still on the way.
 *
 * @param dataSet empty when the command announces none; must be read before the next message
 */
record Message(int contextID, CommandSet command, MessageReader.DataSetStream dataSet) {}
