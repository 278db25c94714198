// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Who may open associations to a server: a closed list, unless someone opens it. */
public final class Callers {

    private final List<AllowedCaller> allowed;
    private final boolean any;

    private Callers(List<AllowedCaller> allowed, boolean any) {
        this.allowed = List.copyOf(allowed);
        this.any = any;
    }

    /** These titles, each from its host only; an empty list lets nobody in. */
    public static Callers only(List<AllowedCaller> allowed) {
        return new Callers(allowed, false);
    }

    /** Anyone, for tests and demonstrations. */
    public static Callers any() {
        return new Callers(List.of(), true);
    }

    /** Host names are looked up at each call, so that a changed DNS entry is seen. */
    boolean allow(AETitle title, InetAddress address) {
        return any
                || allowed.stream()
                        .filter(caller -> caller.aeTitle().equals(title))
                        .anyMatch(caller -> isAt(caller.host(), address));
    }

    private static boolean isAt(String host, InetAddress address) {
        if (host.equals(AllowedCaller.ANY_HOST)) {
            return true;
        }
        try {
            return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
        } catch (UnknownHostException e) {
            return false; // A name nobody knows is nobody's address.
        }
    }
}
