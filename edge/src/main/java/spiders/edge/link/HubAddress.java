// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Where the hub's door for edges is.
 *
 * @param root {@code https://host:port}
 * @param proxy none, or the HTTP proxy that is asked for a tunnel to it
 */
public record HubAddress(URI root, List<InetSocketAddress> proxy) {

    public HubAddress {
        proxy = List.copyOf(proxy);
        boolean isRoot = root.getPath() == null || root.getPath().matches("/?");
        if (!"https".equals(root.getScheme()) || root.getHost() == null || !isRoot) {
            throw new IllegalArgumentException("https://host:port is expected");
        }
        if (root.getRawUserInfo() != null || root.getRawQuery() != null) {
            throw new IllegalArgumentException("https://host:port is expected, and nothing more");
        }
    }
}
