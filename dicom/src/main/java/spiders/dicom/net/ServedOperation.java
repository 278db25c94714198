// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.time.Duration;

/**
 * An operation that a peer asked for, once it was answered.
 *
 * @param service as PS3.7 spells it: {@code C-FIND}, {@code N-ACTION}
 * @param status the last that was answered
 * @param took from the request's first message to its last answer
 */
public record ServedOperation(String service, Status status, Duration took) {}
