// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** What came where a message was awaited. */
sealed interface Arrival {

    record Arrived(Message message) implements Arrival {}

    /** No message: the peer released or aborted, or the connection is lost. */
    record Ended(Indication how) implements Arrival {}
}
