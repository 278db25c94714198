// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers associations as provider (SCP): C-ECHO always, C-STORE, C-FIND, C-MOVE, C-GET and DIMSE-N
 * services as far as handlers are given, on a plain port, a TLS port, or both.
 *
 * <p>Nobody is let in unless {@link Builder#callers} says so, and only under a title that is ours.
 * Each association has a virtual thread, on which its handlers are called.
 */
public final class AssociationServer implements AutoCloseable {

    /** How many stores of one association are under way at once, until said otherwise. */
    public static final int STORES_AT_ONCE = 8;

    private static final System.Logger LOG = System.getLogger(AssociationServer.class.getName());
    private static final int BACKLOG = 1024;
    private static final Duration DOOR_CLOSING = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);

    private final ServedAssociation.House house;
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final List<Thread> doorkeepers = new ArrayList<>();
    private final OptionalInt port;
    private final OptionalInt tlsPort;
    private volatile boolean closed;

    private AssociationServer(Builder builder) throws IOException {
        house =
                new ServedAssociation.House(
                        builder.services,
                        new Admission(builder.titles, builder.callers, builder.limits),
                        new SilentConnections(builder.limits.silentConnections()),
                        builder.options,
                        builder.listener);
        try {
            port = open(builder.host, builder.port, false);
            tlsPort = open(builder.host, builder.tlsPort, true);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A server that answers to this title; see {@link Builder#start}. */
    public static Builder builder(AETitle title) {
        return new Builder(title);
    }

    /** In which encodings a class is agreed to: compressed ones for objects alone. */
    public static List<TransferSyntax> transferSyntaxes(UID abstractSyntax) {
        boolean isObject = StorageClasses.isStandardOrPrivate(abstractSyntax);
        return TransferSyntax.known().stream()
                .filter(syntax -> isObject || !syntax.isEncapsulated())
                .toList();
    }

    private OptionalInt open(String host, OptionalInt wanted, boolean secure) throws IOException {
        if (wanted.isEmpty()) {
            return OptionalInt.empty();
        }
        var address = new InetSocketAddress(host, wanted.getAsInt());
        if (address.isUnresolved()) {
            throw new IOException("DICOM cannot listen on %s: no such host".formatted(host));
        }
        var door = ServerSocketChannel.open();
        doors.add(door);
        try {
            door.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "DICOM cannot listen on %s: %s".formatted(address, e.getMessage()), e);
        }
        doorkeepers.add(Thread.ofVirtual().name("dicom-accept").start(() -> accept(door, secure)));
        return OptionalInt.of(((InetSocketAddress) door.getLocalAddress()).getPort());
    }

    private void accept(ServerSocketChannel door, boolean secure) {
        while (!closed) {
            try {
                take(door.accept(), secure);
            } catch (ClosedChannelException e) {
                return;
            } catch (Exception e) {
                LOG.log(Level.WARNING, "A connection could not be accepted", e);
                pause(); // Out of file descriptors, most likely: some will be freed.
            }
        }
    }

    private void take(SocketChannel channel, boolean secure) throws IOException {
        try {
            var transport = new Transport(channel, house.options().writeTimeout());
            house.silent().add(transport);
            var association = new ServedAssociation(house, transport, secure);
            Thread.ofVirtual().name("dicom-association").start(association);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A caller was gone before it was answered", e);
            channel.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The plain port in use; empty when there is none. */
    public OptionalInt port() {
        return port;
    }

    /** The TLS port in use; empty when there is none. */
    public OptionalInt tlsPort() {
        return tlsPort;
    }

    /** Established associations, now. */
    public int associations() {
        return house.admission().present().size();
    }

    /** Waits until no association is left, at most so long, while new ones are no longer taken. */
    public void drain(Duration wait) throws InterruptedException {
        closeDoors();
        long end = Watchdog.now() + wait.toNanos();
        while (associations() > 0 && Watchdog.now() < end) {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        }
    }

    /** Stops listening and aborts what is under way. */
    @Override
    public void close() {
        closeDoors();
        house.silent().close();
        house.admission().close().forEach(UpperLayer::abort);
    }

    private void closeDoors() {
        closed = true;
        for (var door : doors) {
            try {
                door.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A listening socket did not close cleanly", e);
            }
        }
        doorkeepers.forEach(AssociationServer::awaitEnd);
    }

    /** The port is free once nobody accepts on it any more. */
    private static void awaitEnd(Thread doorkeeper) {
        try {
            doorkeeper.join(DOOR_CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a server is to be; nothing but C-ECHO for nobody, until said otherwise. */
    public static final class Builder {

        private final Services services = new Services();
        private final Set<AETitle> titles = new HashSet<>();
        private String host = "127.0.0.1";
        private OptionalInt port = OptionalInt.empty();
        private OptionalInt tlsPort = OptionalInt.empty();
        private Callers callers = Callers.only(List.of());
        private ServerLimits limits = ServerLimits.defaults();
        private NetworkOptions options = NetworkOptions.defaults();
        private AssociationListener listener = AssociationListener.NONE;

        private Builder(AETitle title) {
            titles.add(title);
        }

        /** Another title it answers to. */
        public Builder alsoCalled(AETitle title) {
            titles.add(title);
            return this;
        }

        /** The address to listen on, {@code 127.0.0.1} until said otherwise. */
        public Builder bind(String address) {
            host = address;
            return this;
        }

        /** The plain port; 0 takes a free one. */
        public Builder port(int number) {
            port = OptionalInt.of(number);
            return this;
        }

        /** The TLS port, with the TLS of {@link NetworkOptions}; 0 takes a free one. */
        public Builder tlsPort(int number) {
            tlsPort = OptionalInt.of(number);
            return this;
        }

        public Builder callers(Callers who) {
            callers = who;
            return this;
        }

        public Builder limits(ServerLimits values) {
            limits = values;
            return this;
        }

        public Builder options(NetworkOptions values) {
            options = values;
            return this;
        }

        public Builder listener(AssociationListener values) {
            listener = values;
            return this;
        }

        public Builder echoing(EchoHandler handler) {
            services.echo(handler);
            return this;
        }

        /** Takes objects of these classes, such as {@code StorageClasses::isStandard}. */
        public Builder storing(Predicate<UID> sopClasses, StoreHandler handler) {
            services.store(sopClasses, handler);
            return this;
        }

        /** Answers C-FIND in the Patient Root and Study Root models. */
        public Builder finding(FindHandler handler) {
            services.find(handler);
            return this;
        }

        /** Answers C-FIND of modality worklists (PS3.4 annex K). */
        public Builder worklist(FindHandler handler) {
            services.worklist(handler);
            return this;
        }

        /** Answers C-MOVE and C-GET in the Patient Root and Study Root models. */
        public Builder retrieving(RetrieveHandler handler) {
            services.retrieve(handler);
            return this;
        }

        /**
         * Grants these options of query and retrieve to callers that ask for them; handlers find
         * what was agreed in their requests, and obey it.
         */
        public Builder queryOptions(QueryOptions options) {
            services.queryOptions(options);
            return this;
        }

        /**
         * How many stores of one association may be under way at once, {@link #STORES_AT_ONCE}
         * until said otherwise; only with callers that negotiate it, and where nothing but storage
         * is agreed on.
         */
        public Builder storesAtOnce(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("Stores at once: " + most);
            }
            services.operationsAtOnce(most);
            return this;
        }

        /** Provides SOP classes of the DIMSE-N services. */
        public Builder providing(Set<UID> sopClassUIDs, NormalizedHandler handler) {
            sopClassUIDs.forEach(uid -> services.normalized(uid, handler));
            return this;
        }

        /** Hears the event reports of providers that open an association to send them. */
        public Builder hearing(Set<UID> sopClassUIDs, EventHandler handler) {
            sopClassUIDs.forEach(uid -> services.hear(uid, handler));
            return this;
        }

        /** Asks this about every caller's user; without it users are neither asked nor told. */
        public Builder identifying(IdentityHandler handler) {
            services.identity(handler);
            return this;
        }

        /**
         * Listens; whoever calls closes it.
         *
         * @throws IOException when a port cannot be had, which the message names
         */
        public AssociationServer start() throws IOException {
            if (port.isEmpty() && tlsPort.isEmpty()) {
                throw new IllegalArgumentException("A DICOM server without a port");
            }
            if (tlsPort.isPresent() && !options.tls().isAvailable()) {
                throw new IllegalArgumentException(
                        "A DICOM server with a TLS port, but without certificate and trust files");
            }
            return new AssociationServer(this);
        }
    }
}
