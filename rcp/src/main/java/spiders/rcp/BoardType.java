// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** The types of RCP of the INCa's reference document of 2023. */
public enum BoardType {
    STANDARD,
    RECOURS,
    CANCERS_RARES,
    PEDIATRIQUE_INTERREGIONALE
}
