// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses to listen on. */
final class Addresses {

    private Addresses() {}

    /** Whether only this machine can reach the address; a name that is unknown is not. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
