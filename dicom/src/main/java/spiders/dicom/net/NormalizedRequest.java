// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;

import java.util.List;

/** A request of the DIMSE-N services (PS3.7 section 10), whatever SOP class it is for. */
public sealed interface NormalizedRequest {

    /** Affected or Requested SOP Class UID. */
    UID sopClassUID();

    /** Affected or Requested SOP Instance UID. */
    UID sopInstanceUID();

    /** What goes with it: event or action information, modifications, attributes; or nothing. */
    DataSet dataSet();

    /** N-EVENT-REPORT: the provider tells its user that something has happened. */
    record EventReport(UID sopClassUID, UID sopInstanceUID, int eventTypeID, DataSet dataSet)
            implements NormalizedRequest {

        public EventReport {
            requireShort(eventTypeID);
        }
    }

    /** N-GET; no attributes asks for all. */
    record Get(UID sopClassUID, UID sopInstanceUID, List<Tag> attributes)
            implements NormalizedRequest {

        public Get {
            attributes = List.copyOf(attributes);
        }

        @Override
        public DataSet dataSet() {
            return DataSet.empty();
        }
    }

    /** N-SET. */
    record Set(UID sopClassUID, UID sopInstanceUID, DataSet dataSet) implements NormalizedRequest {}

    /** N-ACTION. */
    record Action(UID sopClassUID, UID sopInstanceUID, int actionTypeID, DataSet dataSet)
            implements NormalizedRequest {

        public Action {
            requireShort(actionTypeID);
        }
    }

    /** N-CREATE; a user that leaves the instance's UID to us is given a new one. */
    record Create(UID sopClassUID, UID sopInstanceUID, DataSet dataSet)
            implements NormalizedRequest {}

    /** N-DELETE. */
    record Delete(UID sopClassUID, UID sopInstanceUID) implements NormalizedRequest {

        @Override
        public DataSet dataSet() {
            return DataSet.empty();
        }
    }

    private static void requireShort(int typeID) {
        if (typeID < 0 || typeID > 0xFFFF) {
            throw new IllegalArgumentException("Type %d is not 16 bits".formatted(typeID));
        }
    }
}
