// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * What can go wrong between us and another node. Each case is a type with what is known as fields;
 * the message names the node and what someone at the hospital may change.
 */
public abstract sealed class NetworkException extends RuntimeException
        permits ConnectionFailedException,
                TLSFailedException,
                AssociationRejectedException,
                AssociationAbortedException,
                ResponseTimeoutException,
                ContextNotAcceptedException,
                MalformedPDUException {

    NetworkException(String message) {
        super(message);
    }

    NetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
