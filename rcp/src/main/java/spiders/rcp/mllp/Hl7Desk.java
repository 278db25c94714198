// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import spiders.rcp.CaseImaging;
import spiders.rcp.Inbound;
import spiders.rcp.inbound.Envelope;
import spiders.rcp.inbound.Hl7Message;
import spiders.rcp.inbound.Hl7Requests;
import spiders.rcp.inbound.InboundAnswer;
import spiders.rcp.inbound.InboundException;
import spiders.rcp.inbound.InboundProblem;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers HL7 messages: who sends is told by the address and by what the message says of itself,
 * both of which have to be in the configuration.
 */
public final class Hl7Desk implements MllpServer.Desk {

    private static final System.Logger LOG = System.getLogger(Hl7Desk.class.getName());

    /** All that a sending system does, whatever roles its account has. */
    private static final Set<Permission> SCOPE =
            Set.of(
                    Permission.REGISTER_CASE,
                    Permission.VIEW_CASE,
                    Permission.EDIT_CASE,
                    Permission.SEARCH_IMAGING);

    private final List<Hl7Peer> peers;
    private final Function<UserName, Optional<User>> accounts;
    private final Inbound inbound;
    private final CaseImaging imaging;
    private final Acknowledgement acknowledgement;

    /** The function knows the open accounts. */
    public Hl7Desk(
            List<Hl7Peer> peers,
            Function<UserName, Optional<User>> accounts,
            Inbound inbound,
            CaseImaging imaging,
            Clock clock) {
        this.peers = List.copyOf(peers);
        this.accounts = accounts;
        this.inbound = inbound;
        this.imaging = imaging;
        this.acknowledgement = new Acknowledgement(clock);
    }

    @Override
    public boolean admits(InetAddress address) {
        return peers.stream().anyMatch(peer -> isAt(peer, address));
    }

    @Override
    public byte[] answer(InetAddress from, byte[] bytes) {
        Hl7Message message;
        try {
            message = Hl7Message.read(bytes);
        } catch (InboundException unreadable) {
            return acknowledgement.refuse(Optional.empty(), unreadable.problem());
        }
        var peer = peers.stream().filter(one -> isFrom(one, from, message)).findFirst();
        var sender = peer.map(Hl7Peer::account).flatMap(accounts);
        if (sender.isEmpty()) {
            LOG.log(Level.WARNING, "HL7: unknown sender or account at {0}", from.getHostAddress());
            var unknown = new InboundProblem(InboundProblem.Kind.SENDER, "MSH-3");
            return acknowledgement.refuse(Optional.of(message), unknown);
        }
        var envelope =
                new Envelope(
                        message.application() + "|" + message.facility(),
                        message.controlId(),
                        message.kind(),
                        digest(bytes),
                        peer.orElseThrow().boards());
        var user = sender.get().within(SCOPE);
        return switch (inbound.receive(user, envelope, () -> Hl7Requests.of(message))) {
            case InboundAnswer.Taken taken -> {
                search(user, taken);
                yield acknowledgement.accept(message);
            }
            case InboundAnswer.Refused(var problem) ->
                    acknowledgement.refuse(Optional.of(message), problem);
        };
    }

    /** The case is written, whatever becomes of its search: who looks at it searches again. */
    private void search(User user, InboundAnswer.Taken taken) {
        if (!taken.isNew() || !user.may(Permission.SEARCH_IMAGING)) {
            return;
        }
        try {
            imaging.search(user, taken.boardCase());
        } catch (RuntimeException e) {
            // What is thrown might quote the patient.
            LOG.log(Level.WARNING, "HL7: no search for a new case: {0}", e.getClass().getName());
        }
    }

    private static boolean isFrom(Hl7Peer peer, InetAddress from, Hl7Message message) {
        return peer.application().equals(message.application())
                && peer.facility().equals(message.facility())
                && isAt(peer, from);
    }

    private static boolean isAt(Hl7Peer peer, InetAddress address) {
        try {
            return Arrays.asList(InetAddress.getAllByName(peer.host())).contains(address);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
