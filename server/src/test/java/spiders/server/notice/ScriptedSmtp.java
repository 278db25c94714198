// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes letters, and answers one command otherwise or late; with nothing it hangs up. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket server;
    private final String command;
    private final String answer;
    private final Duration delay;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    ScriptedSmtp(String command, String answer) throws IOException {
        this(command, answer, Duration.ZERO);
    }

    ScriptedSmtp(String command, String answer, Duration delay) throws IOException {
        this.command = command;
        this.answer = answer;
        this.delay = delay;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Whom each letter that was taken went to, as the RCPT command has it. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (var socket = accepted;
                var in =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            say(socket, "220 scripted");
            boolean isData = false;
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (isData && !line.equals(".")) {
                    continue;
                }
                recipient = line.startsWith("RCPT") ? line : recipient;
                boolean isIt = line.startsWith(command);
                if (isIt) {
                    Thread.sleep(delay);
                }
                if (isIt && answer.isEmpty()) {
                    return;
                }
                isData = line.equals("DATA") && !isIt;
                say(socket, isIt ? answer : isData ? "354 go on" : "250 ok");
                if (line.equals(".") && !isIt) {
                    taken.add(recipient);
                }
            }
        } catch (IOException _) {
            // The test judges what the other side saw.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
