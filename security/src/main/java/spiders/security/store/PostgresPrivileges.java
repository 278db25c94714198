// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the programs are called, which refuse to run as root.
 *
 * <p>The server is also told to stop when the thread that started it dies, so that a hub that was
 * killed leaves no server behind.
 */
enum PostgresPrivileges {
    /** This process is not root: nothing to give up. */
    OWN,
    /** Root, in a user namespace of its own, where it has another name. */
    NAMESPACE,
    /** Root where user namespaces are forbidden (many containers): the user nobody. */
    NOBODY;

    static final int NOBODY_ID = 65534;

    static PostgresPrivileges ofThisProcess() throws IOException, InterruptedException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            return OWN;
        }
        return works(List.of("unshare", "-U", "true")) ? NAMESPACE : NOBODY;
    }

    /** What stands before a program that this process waits for. */
    List<String> prefix() {
        return switch (this) {
            case OWN -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> nobody();
        };
    }

    /**
     * What stands before the server. For nobody the death signal goes into the same call: a change
     * of user after it would clear it.
     */
    List<String> serverPrefix() throws IOException, InterruptedException {
        if (this == OWN && !works(List.of("setpriv", "--pdeathsig", "INT", "true"))) {
            return List.of(); // A server left behind is adopted at the next start.
        }
        var prefix = new ArrayList<String>();
        if (this == NOBODY) {
            prefix.addAll(nobody());
            prefix.add("--pdeathsig=INT");
            return prefix;
        }
        prefix.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        prefix.addAll(prefix());
        return prefix;
    }

    private static List<String> nobody() {
        return List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups");
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
