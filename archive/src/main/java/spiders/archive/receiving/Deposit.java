// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.Ingested;
import spiders.dicom.data.UID;

/** What became of one object that was handed in. */
public sealed interface Deposit {

    /** An object that said what it is: stored, or refused. */
    record Named(UID sopClassUID, UID sopInstanceUID, Ingested outcome) implements Deposit {}

    /** Bytes that did not even say that. */
    record Nameless(Ingested.Refused outcome) implements Deposit {}

    /** An object that could not be kept through no fault of its own; it may be sent again. */
    record Failed(UID sopClassUID, UID sopInstanceUID) implements Deposit {}

    /** An object of which metadata and the values that they name do not make one. */
    record Unfit(UID sopClassUID, UID sopInstanceUID, Flaw flaw) implements Deposit {}
}
