// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** What happens to the upper layer, in the order of the rows of PS3.8 table 9-10. */
enum Event {
    /** A-ASSOCIATE request of the local user. */
    EVT1,
    /** Transport connection confirmed. */
    EVT2,
    /** A-ASSOCIATE-AC received. */
    EVT3,
    /** A-ASSOCIATE-RJ received. */
    EVT4,
    /** Transport connection from a peer. */
    EVT5,
    /** A-ASSOCIATE-RQ received. */
    EVT6,
    /** A-ASSOCIATE response of the local user: accept. */
    EVT7,
    /** A-ASSOCIATE response of the local user: reject. */
    EVT8,
    /** P-DATA request of the local user. */
    EVT9,
    /** P-DATA-TF received. */
    EVT10,
    /** A-RELEASE request of the local user. */
    EVT11,
    /** A-RELEASE-RQ received. */
    EVT12,
    /** A-RELEASE-RP received. */
    EVT13,
    /** A-RELEASE response of the local user. */
    EVT14,
    /** A-ABORT request of the local user. */
    EVT15,
    /** A-ABORT received. */
    EVT16,
    /** Transport connection closed. */
    EVT17,
    /** ARTIM timer expired. */
    EVT18,
    /** Unrecognised or invalid PDU received. */
    EVT19
}
