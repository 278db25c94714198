// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** The states of the upper layer's machine (PS3.8 tables 9-1 to 9-5). */
enum State {
    /** Idle. */
    STA1,
    /** Transport connection open, awaiting A-ASSOCIATE-RQ. */
    STA2,
    /** Awaiting the local A-ASSOCIATE response. */
    STA3,
    /** Awaiting the transport connection to open. */
    STA4,
    /** Awaiting A-ASSOCIATE-AC or -RJ. */
    STA5,
    /** Association established, ready for data. */
    STA6,
    /** Awaiting A-RELEASE-RP. */
    STA7,
    /** Awaiting the local A-RELEASE response. */
    STA8,
    /** Release collision, requestor: awaiting the local A-RELEASE response. */
    STA9,
    /** Release collision, acceptor: awaiting A-RELEASE-RP. */
    STA10,
    /** Release collision, requestor: awaiting A-RELEASE-RP. */
    STA11,
    /** Release collision, acceptor: awaiting the local A-RELEASE response. */
    STA12,
    /** Awaiting the transport connection to close. */
    STA13
}
