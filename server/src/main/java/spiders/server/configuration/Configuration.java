// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.ArchivePolicy;
import spiders.archive.ObjectPlace;
import spiders.archive.dimse.CallerRight;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.archive.viewing.Streaming;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.rcp.BoardId;
import spiders.rcp.mllp.Hl7Peer;
import spiders.region.Source;
import spiders.retrieval.edge.EdgeRegister;
import spiders.security.OidcProvider;
import spiders.security.Role;
import spiders.security.UserName;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the administrator decides about one hub; {@code docs/operating.md} has every key.
 *
 * @param node the name of this hub among those that share a database; it is in the audit
 * @param data where everything is kept that has no place of its own
 * @param objects where the DICOM objects are kept
 * @param hl7 where other board tools register cases: one port, or none
 * @param exchanges what is kept of messages that came in, and who is written to about sessions
 * @param anchors of the audit's chain
 * @param collectors whom the audit is sent to: one, or nobody
 * @param mail by which people are told of emergencies: one, or none
 * @param edges where the programs at hospitals call: one, or nowhere
 * @param boards definitions of boards to seed, each a file
 * @param demoAccounts whether the demo logins exist; on the loopback only
 */
public record Configuration(
        Http http,
        Metrics metrics,
        String node,
        Path data,
        Database database,
        ObjectPlace objects,
        Dicom dicom,
        DicomWeb dicomWeb,
        List<Hl7> hl7,
        Exchanges exchanges,
        LifeCycle lifeCycle,
        Anchors anchors,
        List<Collector> collectors,
        List<Mail> mail,
        List<Source> sources,
        List<EdgePort> edges,
        List<Path> boards,
        ViewerStreaming streaming,
        Identity identity,
        boolean demoAccounts) {

    public Configuration {
        hl7 = List.copyOf(hl7);
        collectors = List.copyOf(collectors);
        mail = List.copyOf(mail);
        sources = List.copyOf(sources);
        edges = List.copyOf(edges);
        boards = List.copyOf(boards);
    }

    /**
     * What is taken in, and how long it stays.
     *
     * @param rejectedFor how long what was rejected can be brought back
     * @param rejectFrom AE titles and source ids whose rejection notes are obeyed
     */
    public record LifeCycle(
            ArchivePolicy archive,
            RetentionPolicy retention,
            Duration rejectedFor,
            Set<String> rejectFrom) {

        public LifeCycle {
            rejectFrom = Set.copyOf(rejectFrom);
        }
    }

    /** Whether the audit's chain is anchored. */
    public sealed interface Anchors {

        /** Nothing to sign with. */
        record None() implements Anchors {}

        /**
         * Signed, and appended to a file.
         *
         * @param folder of that file, best on another machine
         * @param every how long after the one before, or earlier after so many records
         */
        record Signed(Path keyFile, Path folder, Duration every, int records) implements Anchors {}
    }

    /** An audit record repository of the network, by syslog over TLS, and what protects that. */
    public record Collector(String host, int port, Path certificate, Path key, Path trust) {}

    /**
     * By which server people are written to, and who.
     *
     * @param login account and file of its password; none or one
     * @param trust whose certificates are believed; none for those that Java knows
     * @param to the data protection officers, and whoever else is to know at once
     */
    public record Mail(
            String host,
            int port,
            Protection protection,
            List<Login> login,
            List<Path> trust,
            String from,
            List<String> to) {

        /** How the connection is protected. */
        public enum Protection {
            /** Plain until both sides change to TLS, which is insisted on (RFC 3207). */
            STARTTLS,
            /** TLS from the first byte (RFC 8314). */
            TLS,
            /** Plain, which is for a server on this machine alone. */
            NONE
        }

        /** Of a mail server. */
        public record Login(String name, Path passwordFile) {}

        public Mail {
            login = List.copyOf(login);
            trust = List.copyOf(trust);
            to = List.copyOf(to);
        }

        /** Whether nothing leaves this machine to reach it. */
        public boolean isLoopback() {
            return Addresses.isLoopback(host);
        }
    }

    /**
     * The port of edges, apart from that of browsers.
     *
     * @param certificate PEM, with its key; the edges hold it against what they trust
     * @param trust PEM: the certificates of the edges, or of the authorities that vouch for them
     * @param known by which certificate each is known
     */
    public record EdgePort(
            String bind,
            int port,
            Path certificate,
            Path key,
            Path trust,
            List<EdgeRegister.Entry> known) {

        public EdgePort {
            known = List.copyOf(known);
        }
    }

    /** Where browsers and the JSON API connect. */
    public record Http(String bind, int port, Encryption encryption) {

        /** Whether only this machine can connect. */
        public boolean isLoopback() {
            return Addresses.isLoopback(bind);
        }
    }

    /** Who encrypts HTTP. */
    public sealed interface Encryption {

        /** Nobody: for the loopback. */
        record None() implements Encryption {}

        /** A reverse proxy in front, whose X-Forwarded headers are believed. */
        record Proxy() implements Encryption {}

        /** This server. */
        record Own(Path certificate, Path key) implements Encryption {}
    }

    /** Where Prometheus reads; a port of 0 lets the system choose. */
    public record Metrics(String bind, int port) {}

    /** Where the rows are. */
    public sealed interface Database {

        /** A PostgreSQL of this hub's own, below {@link Configuration#data()}. */
        record Embedded() implements Database {}

        /** One that is run by others. */
        record External(String url, String user, Path passwordFile) implements Database {}
    }

    /**
     * What is made ready for viewers.
     *
     * @param gigabytes how much of it is kept; 0 keeps none, and makes none ahead
     */
    public record ViewerStreaming(Streaming kinds, int gigabytes) {}

    /**
     * Who vouches for people, beside the local accounts.
     *
     * @param address what browsers call this hub; empty where their requests are believed
     * @param keyFile what secrets of second factors are sealed with; none or one
     * @param secondFactor the roles whose people must have a second factor
     */
    public record Identity(
            String address, List<Path> keyFile, Set<Role> secondFactor, List<OidcProvider> oidc) {

        public Identity {
            keyFile = List.copyOf(keyFile);
            secondFactor = Set.copyOf(secondFactor);
            oidc = List.copyOf(oidc);
        }
    }

    /** What this hub is in the DICOM network. */
    public record Dicom(
            AETitle aeTitle,
            String bind,
            int port,
            List<DicomTls> tls,
            List<Caller> callers,
            List<Destination> destinations,
            Answers answers) {

        /** Unless the configuration says otherwise. */
        public static final AETitle TITLE = new AETitle("SPIDERS");

        /** Unless the configuration says otherwise. */
        public static final int PORT = 11112;

        /** Unless the configuration says otherwise. */
        public static final int TLS_PORT = 2762;

        public Dicom {
            tls = List.copyOf(tls);
            callers = List.copyOf(callers);
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * How callers are answered.
     *
     * @param mostMatches of one C-FIND
     * @param commitsByDigest whether storage commitment reads what it commits to
     */
    public record Answers(int mostMatches, boolean commitsByDigest) {

        /** Of one C-FIND, unless the configuration says otherwise. */
        public static final int MOST_MATCHES = 10_000;
    }

    /**
     * What systems may store in one request, and in which domain their Patient IDs are.
     *
     * @param issuers by the system's account
     */
    public record DicomWeb(int mostObjects, long mostBytes, Map<UserName, String> issuers) {

        public DicomWeb {
            issuers = Map.copyOf(issuers);
        }
    }

    /**
     * The port of HL7 messages.
     *
     * @param connections how many at once
     * @param peers who may send, and nobody else
     */
    public record Hl7(
            String bind, int port, boolean isEncrypted, int connections, List<Hl7Peer> peers) {

        public Hl7 {
            peers = List.copyOf(peers);
        }
    }

    /**
     * What is exchanged with other programs and people about cases.
     *
     * @param inboundKept how long messages are kept after their session, or their arrival
     * @param alerts the boards whose alerts are mailed
     * @param secureMail by which approved fiches are sent: one gateway, or none
     */
    public record Exchanges(
            Duration inboundKept, List<AlertMail> alerts, List<SecureMailGateway> secureMail) {

        public Exchanges {
            alerts = List.copyOf(alerts);
            secureMail = List.copyOf(secureMail);
        }
    }

    /**
     * A gateway to secure mail (MSSanté).
     *
     * @param software our number there (NIL); may be empty
     * @param domains where fiches may go: these, and what is below them
     */
    public record SecureMailGateway(Mail server, String software, List<String> domains) {

        public SecureMailGateway {
            domains = List.copyOf(domains);
        }
    }

    /**
     * To whom the alerts of a board go.
     *
     * @param every how long a mail keeps back the next, unless something presses
     */
    public record AlertMail(BoardId board, List<String> to, Duration every) {

        public AlertMail {
            to = List.copyOf(to);
        }
    }

    /** The second, encrypted port; PEM files. */
    public record DicomTls(int port, Path certificate, Path key, Path trust) {}

    /**
     * Where a C-MOVE may go.
     *
     * @param isNotified whether it is told of each study that was brought whole
     */
    public record Destination(RemoteNode node, boolean isNotified) {}

    /** Who may open an association, from where, and what for. */
    public record Caller(AETitle aeTitle, String host, Set<CallerRight> may) {

        public Caller {
            may = Set.copyOf(may);
        }
    }
}
