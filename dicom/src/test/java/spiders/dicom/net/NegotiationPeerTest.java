// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.FIND;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.nio.file.Path;
import java.util.List;

/** What we propose beyond contexts, as DCMTK reads it: its storescp prints what it received. */
@Tag("peer")
@Timeout(90)
class NegotiationPeerTest {

    @TempDir private Path folder;

    private Association open(int port, Negotiation negotiation) throws InterruptedException {
        var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
        var request = AssociationRequest.forStore(CLIENT, CT, EXPLICIT).with(negotiation);
        return Loopback.open(node, request);
    }

    private Program storescp(int port) {
        return Program.start(
                folder.resolve("log"), "storescp", "-d", "--ignore", Integer.toString(port));
    }

    @Test
    void storescp_is_told_the_user_in_every_way_there_is() throws Exception {
        int port = Program.freePort();
        var ticket = Bytes.of(new byte[] {0x60, 1, 0, 2});
        var identities =
                List.of(
                        UserIdentity.username("durand"),
                        UserIdentity.usernameAndPasscode("martin", "right"),
                        UserIdentity.kerberos(ticket),
                        UserIdentity.saml("<assertion/>"),
                        UserIdentity.jwt("header.claims.signature"));
        try (var storescp = storescp(port)) {
            for (var identity : identities) {
                open(port, Negotiation.NONE.withIdentity(identity)).close();
            }
            storescp.await("JSON Web Token");
            assertThat(storescp.output())
                    .contains("mode 1: Username\n", "Username: [durand]")
                    .contains("mode 2: Username/Password", "Username: [martin]", "[right]")
                    .contains("mode 3: Kerberos", "Ticket (not dumped) length: 4")
                    .contains("mode 4: SAML", "Assertion (not dumped) length: 12")
                    .contains("mode 5: JWT", "Token (not dumped) length: 23");
        }
    }

    @Test
    void storescp_reads_what_we_negotiate_and_agrees_to_none_of_it() throws Exception {
        int port = Program.freePort();
        var own = new UID("1.2.826.0.1.3680043.2.1125.9");
        var common = new CommonExtendedNegotiation(own, UIDs.Storage, List.of(CT));
        var negotiation =
                Negotiation.NONE
                        .withWindow(OperationsWindow.of(16))
                        .withQueryOptions(QueryOptions.ALL, FIND)
                        .withCommon(List.of(common));
        try (var storescp = storescp(port)) {
            try (var association = open(port, negotiation)) {
                var agreed = association.agreed();
                assertThat(agreed.window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
                assertThat(agreed.queryOptions(FIND)).isEqualTo(QueryOptions.NONE);
                association.storeAll(
                        List.of(Loopback.instance(100), Loopback.instance(100)),
                        (instance, status) -> {
                            assertThat(status).isEqualTo(Status.SUCCESS);
                            return Proceed.CONTINUE;
                        });
            }
            storescp.await("Association Release");
            // Of the rest of it DCMTK prints nothing.
            assertThat(storescp.output())
                    .contains("(%s)".formatted(FIND.value()), "[0x01, 0x01, 0x01, 0x01]")
                    .contains("Accepted Extended Negotiation:  none");
        }
    }
}
