// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

/**
 * What a query or retrieve service may do beyond its baseline, as extended negotiation agrees it
 * (PS3.4 sections C.5.1.1, C.5.2.1 and C.5.3.1). Of C-MOVE and C-GET only relational retrieval has
 * a meaning.
 *
 * @param relational keys of any level in one query, and no unique keys of the levels above needed
 * @param dateTimeMatching a date and its time matched as one range
 * @param fuzzyNames fuzzy semantic matching of person names
 * @param timeZoneAdjustment times are of the zone of Timezone Offset From UTC (0008,0201)
 */
public record QueryOptions(
        boolean relational,
        boolean dateTimeMatching,
        boolean fuzzyNames,
        boolean timeZoneAdjustment) {

    /** The baseline. */
    public static final QueryOptions NONE = new QueryOptions(false, false, false, false);

    /** Everything there is. */
    public static final QueryOptions ALL = new QueryOptions(true, true, true, true);

    /** Reads the application information of a query or retrieve class; absent bytes are 0. */
    static QueryOptions of(Bytes information) {
        return new QueryOptions(
                isSet(information, 0),
                isSet(information, 1),
                isSet(information, 2),
                isSet(information, 3));
    }

    private static boolean isSet(Bytes information, int index) {
        return index < information.length() && information.get(index) == 1;
    }

    /** Proposes these for a class: four bytes for C-FIND, one for C-MOVE and C-GET. */
    public ExtendedNegotiation forClass(UID sopClassUID) {
        byte relation = bit(relational);
        var bytes =
                Services.isMove(sopClassUID) || Services.isGet(sopClassUID)
                        ? Bytes.of(relation)
                        : Bytes.of(
                                relation,
                                bit(dateTimeMatching),
                                bit(fuzzyNames),
                                bit(timeZoneAdjustment));
        return new ExtendedNegotiation(sopClassUID, bytes);
    }

    private static byte bit(boolean set) {
        return (byte) (set ? 1 : 0);
    }

    /** What both have. */
    QueryOptions and(QueryOptions other) {
        return new QueryOptions(
                relational && other.relational,
                dateTimeMatching && other.dateTimeMatching,
                fuzzyNames && other.fuzzyNames,
                timeZoneAdjustment && other.timeZoneAdjustment);
    }
}
