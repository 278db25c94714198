// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Answers C-ECHO. */
@FunctionalInterface
public interface EchoHandler {

    /** Says yes to whoever may associate. */
    EchoHandler ALWAYS = peer -> Status.SUCCESS;

    Status echo(Peer peer);
}
